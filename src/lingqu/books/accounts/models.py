"""The rows of accounts: who signs in, personal values that can be erased, grants of roles, memberships.

Its one law: what names a person stands in erasable rows; everything else knows a pseudonym. An organisation is an
opaque key here: the registers stand above this book.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from lingqu.books.accounts.roles import GRANTED, Level


class UserManager(BaseUserManager["User"]):
    """Makes accounts; operations.py is what the rest of the product calls."""

    def create_user(self, username: str, email: str = "", password: str | None = None) -> User:
        """Make an account that holds no role."""
        user = self.model(username=username, email=self.normalize_email(email))
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find an account by its sign-in name, whatever the case of its letters."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. `username` is a sign-in name, not a person's name; after erasure nothing here names anybody."""

    username = models.CharField(
        max_length=40,
        unique=True,
        validators=(RegexValidator(r"^[\w.\-]{3,40}$", "3–40 个字母、数字、汉字或 . - _"),),
    )
    email = models.EmailField(blank=True)
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(max_length=10, blank=True, choices=(("zh-hans", "中文"), ("en", "English")))
    is_elder = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("username"), name="account_name_once"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_once"),
        )

    def __str__(self) -> str:
        return self.username


class PersonalValue(models.Model):
    """One value that names or reaches a person, with purpose and lawful basis. Erasing deletes the row."""

    subject_kind = models.CharField(max_length=20)  # "user", or a register whose rows are persons
    subject_key = models.UUIDField()
    name = models.CharField(max_length=40)
    value = models.TextField()
    purpose = models.CharField(max_length=60)
    basis = models.CharField(max_length=60)
    collected_at = models.DateTimeField()
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject_kind", "subject_key", "name"), name="personal_value_once"),
        )


class Grant(models.Model):
    """A role held from a day until a day: at a level, for an area, a place or a department."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24)
    level = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=12, blank=True)  # division code, at the level of a county
    place = models.CharField(max_length=64, blank=True)  # code of a park or university, at the level of a park
    department = models.CharField(max_length=40, blank=True)  # code of the policy's vocabulary
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day it holds; before `since`: taken back at once
    granted_by = models.CharField(max_length=64)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=[str(role) for role in GRANTED]), name="grant_known_role"),
            models.CheckConstraint(
                condition=Q(level__in=["", *(str(level) for level in Level)]), name="grant_known_level"
            ),
        )


class Membership(models.Model):
    """Somebody belongs to an organisation, vouched for by an officer or let in by its admin."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.UUIDField(db_index=True)
    is_admin = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day it holds
    vouched_by = models.CharField(max_length=64)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation"), condition=Q(until__isnull=True), name="membership_once"
            ),
        )


class Invitation(models.Model):
    """An admin of an organisation asks somebody to become a member; it counts once that person says yes."""

    class State(models.TextChoices):
        """Where the invitation stands."""

        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.UUIDField(db_index=True)
    is_admin = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    invited_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation"), condition=Q(state="open"), name="invitation_open_once"
            ),
        )


class Installation(models.Model):
    """What this database is: a demonstration, whose pages say so, or the real thing."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_demonstration = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(number=1), name="one_installation"),)


class AccessToken(models.Model):
    """A key by which a program asks for a person: only a salted digest of it is kept (tokens.py)."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="access_tokens")
    name = models.CharField(max_length=60)  # what its owner calls it
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)  # how the token begins, so that its owner knows it again
    scopes = models.JSONField()  # a list of `Scope`
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("user", "-made_at"), name="access_token_of_user"),)

    def __str__(self) -> str:
        return self.name


class AnsweredCall(models.Model):
    """A call that changed something and what it was answered, kept for a day so that asking again changes nothing."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="answered_calls")
    asker = models.UUIDField()  # the token; for the session of a browser its person
    key = models.CharField(max_length=255)  # as the program chose it
    digest = models.CharField(max_length=64)  # of all that was asked
    made_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("asker", "key"), name="answered_call_once"),)

    def __str__(self) -> str:
        return self.key
