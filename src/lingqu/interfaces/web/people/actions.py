"""What the actions of the audit chain are called.

Its one law: an action without words shows its code; nothing is hidden for want of a name.
"""

from __future__ import annotations

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
    "accounts.reset_link": Words("生成重设密码链接", "password link made"),
    "accounts.grant": Words("授权", "role granted"),
    "accounts.grant.end": Words("终止授权", "role ended"),
    "accounts.join": Words("成为成员", "became a member"),
    "accounts.leave": Words("不再是成员", "membership ended"),
    "accounts.invite": Words("邀请成员", "member invited"),
    "accounts.decline": Words("谢绝邀请", "invitation declined"),
    "accounts.uninvite": Words("收回邀请", "invitation taken back"),
    "accounts.admin": Words("变更单位管理员", "admin changed"),
    "claims.make": Words("提出认领", "claim made"),
    "claims.vouched": Words("确认认领", "claim vouched for"),
    "claims.refused": Words("不予确认", "claim refused"),
    "claims.withdrawn": Words("撤回认领", "claim withdrawn"),
    "successions.renamed": Words("更名", "renamed"),
    "successions.merged": Words("合并", "merged"),
    "successions.split": Words("分立", "split"),
    "personal.keep": Words("登记个人信息", "personal value kept"),
    "personal.erase": Words("删除个人信息", "personal value erased"),
    "personal.expire": Words("个人信息到期删除", "personal values expired"),
    "personal.reveal": Words("查看个人信息", "personal value looked at"),
    "personal.export": Words("导出个人信息", "personal data exported"),
    "audit.check": Words("核验审计链", "chain checked"),
    "audit.export": Words("导出审计记录", "audit exported"),
    "installation.mark": Words("标明用途", "installation marked"),
}
_REGISTERS = {
    "make": Words("新增登记", "row made"),
    "make_all": Words("批量新增登记", "rows made"),
    "change": Words("修改登记", "row changed"),
    "retire": Words("停用登记", "row retired"),
    "restore": Words("恢复登记", "row restored"),
}


def action_words(action: str) -> Words:
    """What an action is called."""
    return _WORDS.get(action) or _REGISTERS.get(action.rpartition(".")[2]) or Words(action, action)
