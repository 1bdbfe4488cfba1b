rights-view-only = 角色组 View-Only Organization Management（2007 中为 Exchange View-Only Administrators）
rights-organization = 按文档需要 Organization Management；只读组可能已足够。若被拒绝，请手工写出站点
rights-administrator = 每台服务器上的本地管理员（或委派的 WMI 权限），且防火墙放行 WMI
with-switch = 仅在使用 { $switch } 时
without-switch = 使用 { $switch } 时没有
servers-from-2013 = 2013 及更高版本的服务器
file = 文件
# Names only.
cmdlet = Cmdlet
rights = 所需权限
