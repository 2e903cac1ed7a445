"""What a production installation must have before it starts.

Its one law: all that is unsafe is told at once, each with what was found, what is expected and an example; then nothing
starts. It changes no setting.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from urllib.parse import urlsplit

from lingqu.config.data_folder import DataFolder

_EXAMPLES = {
    "LINGQU_HOSTS": "LINGQU_HOSTS=lingqu.example.cn",
    "LINGQU_ADDRESS": "LINGQU_ADDRESS=https://lingqu.example.cn",
    "DATABASE_URL": "DATABASE_URL=postgresql://lingqu@127.0.0.1/lingqu",
    "LINGQU_OIDC_ISSUER": "LINGQU_OIDC_ISSUER=https://id.example.cn/realms/zone",
    "LINGQU_OIDC_CLIENT": "LINGQU_OIDC_CLIENT=lingqu",
    "LINGQU_MAIL": "LINGQU_MAIL=smtps://user:password@mail.example.cn",
}


def unsafe(environment: Mapping[str, str], folder: DataFolder) -> list[str]:
    """Tell each fault of the settings of a production installation; empty where it may start."""
    faults = []
    hosts = [host.strip() for host in environment.get("LINGQU_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts or any(host.startswith(".") for host in hosts):
        faults.append(_fault("LINGQU_HOSTS", environment, "逐一写明的主机名 / host names, each in full"))
    address = urlsplit(environment.get("LINGQU_ADDRESS", ""))
    if address.scheme != "https" or not address.hostname:
        faults.append(
            _fault("LINGQU_ADDRESS", environment, "以 https:// 开头的对外地址 / the public address, by https")
        )
    elif hosts and address.hostname not in hosts:
        faults.append(_fault("LINGQU_ADDRESS", environment, f"主机名须在 LINGQU_HOSTS 之中 / one of {hosts}"))
    scheme = urlsplit(environment.get("DATABASE_URL", "")).scheme
    if scheme not in {"postgres", "postgresql"} and environment.get("LINGQU_SQLITE_IN_PRODUCTION") != "yes":
        faults.append(
            _fault(
                "DATABASE_URL",
                environment,
                "PostgreSQL；确要用内置数据库时 LINGQU_SQLITE_IN_PRODUCTION=yes / PostgreSQL",
            )
        )
    if not environment.get("LINGQU_MAIL"):
        faults.append(_fault("LINGQU_MAIL", environment, "邮件服务器，用于找回口令与通知 / a mail server"))
    issuer = environment.get("LINGQU_OIDC_ISSUER", "")
    if issuer and urlsplit(issuer).scheme != "https":
        faults.append(_fault("LINGQU_OIDC_ISSUER", environment, "以 https:// 开头的签发者 / the issuer, by https"))
    if issuer and not environment.get("LINGQU_OIDC_CLIENT"):
        faults.append(_fault("LINGQU_OIDC_CLIENT", environment, "在该处登记的客户端 / the client registered there"))
    if environment.get("LINGQU_DEBUG"):
        faults.append("LINGQU_DEBUG：生产环境不得开启 / must not be set in production")
    faults += _open_files(folder)
    return faults


def _fault(name: str, environment: Mapping[str, str], expected: str) -> str:
    given = environment.get(name, "")
    shown = "未设置 / not set" if not given else "已设置但不合要求 / set, but not so"
    if name == "LINGQU_HOSTS" and given:
        shown = given
    return f"{name}：{shown}；应为{expected}；例 / e.g. {_EXAMPLES[name]}"


def _open_files(folder: DataFolder) -> list[str]:
    faults = []
    for place in (folder.root, folder.secrets):
        if not place.exists():
            faults.append(
                f"{place}：不存在；由 lingqu serve 首次启动时生成 / does not exist; the first lingqu serve makes it"
            )
        elif place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            faults.append(f"{place}：他人可读写；例 chmod go-rwx / open to others; e.g. chmod go-rwx {place.name}")
    return faults
