"""What the acts of the audit chain are called, by the area they belong to.

Its one law: each act that any code records has words in both languages (a test reads the code); one from an older
version of the product that nobody knows any more shows its code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lingqu.books.registers.declared.all_registers import registers
from lingqu.reports.wording import Words

_WORDS = {
    "session.begin": Words("登录", "signed in"),
    "session.end": Words("退出", "signed out"),
    "session.failed": Words("登录失败", "sign-in failed"),
    "session.locked": Words("登录被暂停", "sign-in paused"),
    "session.idle": Words("久未操作而退出", "signed out for idling"),
    "accounts.make": Words("建立账号", "account made"),
    "accounts.sign_up": Words("注册账号", "signed up"),
    "accounts.password": Words("更改密码", "password changed"),
    "accounts.mail": Words("更改邮箱", "e-mail changed"),
    "accounts.key.add": Words("添加登录凭据", "sign-in key added"),
    "accounts.key.remove": Words("移除登录凭据", "sign-in key removed"),
    "accounts.key.reset": Words("重置登录凭据", "sign-in key reset"),
    "accounts.key.failed": Words("第二步验证失败", "second step failed"),
    "accounts.open": Words("启用账号", "account opened"),
    "accounts.close": Words("停用账号", "account closed"),
    "accounts.erase": Words("注销账号", "account erased"),
    "accounts.reset_link": Words("重设密码", "password reset"),
    "accounts.grant": Words("授权", "role granted"),
    "accounts.grant.end": Words("终止授权", "role ended"),
    "accounts.join": Words("成为成员", "became a member"),
    "accounts.leave": Words("不再是成员", "membership ended"),
    "accounts.invite": Words("邀请成员", "member invited"),
    "accounts.decline": Words("谢绝邀请", "invitation declined"),
    "accounts.uninvite": Words("收回邀请", "invitation taken back"),
    "accounts.admin": Words("变更单位管理员", "admin changed"),
    "tokens.make": Words("生成访问令牌", "access token made"),
    "tokens.revoke": Words("停用访问令牌", "access token ended"),
    "tokens.expire": Words("清除停用的访问令牌", "ended access tokens removed"),
    "claims.make": Words("提出认领", "claim made"),
    "claims.vouched": Words("确认认领", "claim vouched for"),
    "claims.refused": Words("不予确认", "claim refused"),
    "claims.withdrawn": Words("撤回认领", "claim withdrawn"),
    "successions.renamed": Words("更名", "renamed"),
    "successions.merged": Words("合并", "merged"),
    "successions.split": Words("分立", "split"),
    "facts.declare": Words("申报事实", "fact declared"),
    "facts.declare_all": Words("批量申报事实", "facts declared"),
    "facts.correct": Words("更正申报数", "declared value corrected"),
    "facts.withdraw": Words("撤回事实", "fact withdrawn"),
    "facts.verify": Words("核定事实", "fact verified"),
    "facts.take_back": Words("撤回核定", "verification taken back"),
    "facts.attach": Words("为事实附证明材料", "evidence attached to a fact"),
    "facts.take_over": Words("转入已核定的事实", "verified facts taken over"),
    "facts.state_complete": Words("认定登记完整", "register stated complete"),
    "facts.state_all_complete": Words("批量认定登记完整", "registers stated complete"),
    "evidence.keep": Words("上传证明材料", "evidence brought"),
    "evidence.open": Words("打开证明材料", "evidence opened"),
    "evidence.withdraw": Words("撤下证明材料", "evidence withdrawn"),
    "answers.save": Words("保存测算结果", "assessment saved"),
    "personal.keep": Words("登记个人信息", "personal value kept"),
    "personal.erase": Words("删除个人信息", "personal value erased"),
    "personal.expire": Words("个人信息到期删除", "personal values expired"),
    "personal.reveal": Words("查看个人信息（账号）", "personal value of an account looked at"),
    "personal.show": Words("查看个人信息（登记册）", "personal values of a register looked at"),
    "personal.export": Words("导出个人信息", "personal data exported"),
    "draft.start": Words("新建草稿", "draft started"),
    "draft.save": Words("保存草稿", "draft saved"),
    "draft.rename": Words("草稿改名", "draft renamed"),
    "draft.base": Words("草稿改以新版本为底", "draft moved to a newer version"),
    "draft.comment": Words("草稿批注", "draft commented"),
    "draft.comment_settled": Words("草稿批注已处理", "comment of a draft settled"),
    "draft.archive": Words("草稿归档", "draft archived"),
    "draft.take_out": Words("取出草稿", "draft taken out"),
    "draft.register": Words("为草稿带入名单", "list brought for a draft"),
    "draft.register_gone": Words("移除草稿的名单", "list of a draft removed"),
    "version.propose": Words("提出新版本", "version proposed"),
    "version.publish": Words("发布新版本", "version published"),
    "version.return": Words("退回新版本", "version returned"),
    "version.withdraw": Words("撤回新版本", "version withdrawn"),
    "plan_document.proposed": Words("带入方案文件", "plan document brought"),
    "plan_document.in_use": Words("启用方案文件", "plan document in use"),
    "plan_document.replaced": Words("方案文件被替换", "plan document replaced"),
    "plan_document.withdrawn": Words("撤下方案文件", "plan document withdrawn"),
    "plan_document.discarded": Words("弃用方案文件", "plan document discarded"),
    "audit.check": Words("核验审计链", "chain checked"),
    "audit.export": Words("导出审计记录", "audit exported"),
    "installation.mark": Words("标明用途", "installation marked"),
}
_OF_REGISTERS = {
    "make": Words("新增", "entered"),
    "make_all": Words("批量新增", "entered in bulk"),
    "change": Words("修改", "changed"),
    "retire": Words("停用", "retired"),
    "restore": Words("恢复", "restored"),
    "import": Words("导入", "imported"),
    "import.undo": Words("撤销导入", "import taken back"),
    "export": Words("导出", "exported"),
}
_AREAS = {
    "session": Words("登录", "Signing in"),
    "accounts": Words("账号与成员", "Accounts and members"),
    "tokens": Words("访问令牌", "Access tokens"),
    "claims": Words("认领", "Claims"),
    "successions": Words("更名、合并、分立", "Renaming, merger, split"),
    "facts": Words("事实", "Facts"),
    "evidence": Words("证明材料", "Evidence"),
    "answers": Words("测算", "Assessments"),
    "personal": Words("个人信息", "Personal values"),
    "draft": Words("草稿", "Drafts"),
    "version": Words("政策版本", "Policy versions"),
    "plan_document": Words("方案文件", "Plan documents"),
    "audit": Words("审计", "Audit"),
    "installation": Words("安装", "Installation"),
}
_KINDS = {
    "user": Words("账号", "account"),
    "person": Words("人员", "person"),
    "organisation": Words("单位", "organisation"),
    "claim": Words("认领申请", "claim"),
    "evidence": Words("证明材料", "evidence"),
    "facts": Words("事实", "fact"),
    "answers": Words("测算", "assessment"),
    "tokens": Words("访问令牌", "access token"),
    "import": Words("导入批次", "import batch"),
    "draft": Words("草稿", "draft"),
    "policy_version": Words("政策版本", "policy version"),
    "plan_document": Words("方案文件", "plan document"),
    "audit": Words("审计", "audit"),
    "installation": Words("安装", "installation"),
}


@dataclass(frozen=True, slots=True)
class Area:
    """Acts that belong together: the beginning of their codes, and each by code with its words."""

    beginning: str
    words: Words
    acts: tuple[tuple[str, Words], ...]


def action_words(action: str) -> Words:
    """What an act is called; its code where nobody knows it."""
    return known_words(action) or Words(action, action)


def known_words(action: str) -> Words | None:
    """What an act is called; None for one that has no words."""
    if action in _WORDS:
        return _WORDS[action]
    name, _, done = action.partition(".")
    register, words = registers().get(name), _OF_REGISTERS.get(done)
    if register is None or words is None:
        return None
    return Words(f"{words.zh}{register.one.zh}", f"{register.one.en} {words.en}")


def kind_words(kind: str) -> Words:
    """What a kind of object is called; its code where nobody knows it."""
    register = registers().get(kind)
    return _KINDS.get(kind) or (register.one if register is not None else Words(kind, kind))


def areas() -> Iterator[Area]:
    """All acts, to choose from."""
    for code, words in _AREAS.items():
        yield Area(f"{code}.", words, tuple((act, said) for act, said in _WORDS.items() if act.split(".")[0] == code))
    for name, register in registers().items():
        acts = tuple((act, known_words(act) or register.one) for act in (f"{name}.{done}" for done in _OF_REGISTERS))
        title = Words(f"登记册：{register.words.zh}", f"Register: {register.words.en}")
        yield Area(f"{name}.", title, acts)
