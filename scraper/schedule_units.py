"""The texts of systemd units, with the reasons for what stands in them."""

from __future__ import annotations

SERVICE = """\
[Unit]
Description=clusternews {verb} of {archive}
{wants}# A disk that is not mounted would look like an empty folder.
RequiresMountsFor={folder}

[Service]
Type=oneshot
ExecStart={command}
# Secrets, if there are any: CLUSTERNEWS_PING=..., CLUSTERNEWS_NOTIFY=...
EnvironmentFile=-{environment}
{own}UMask=0027
# 75: another run was at work. 130: it was asked to stop, and has saved. Neither is a failure.
# 1 (worth a look) is one, so that `systemctl --failed` and OnFailure= show it.
SuccessExitStatus=75 130
# The first signal lets it finish the page in hand and save; nothing that was saved is lost
# by the second.
TimeoutStartSec={span}
TimeoutStopSec=90s
KillMode=mixed
{limits}{hardening}"""

#: A run stops by itself at 1.5 GB; parsing of pages is bounded in processes of its own.
LIMITS = """\
MemoryMax=2G
MemorySwapMax=0
CPUQuota=90%
CPUWeight=20
IOWeight=20
TasksMax=64
LimitNOFILE=4096
Nice=10
"""

#: What works without privileges, in the service manager of a user.
USER_HARDENING = """\
NoNewPrivileges=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"""

HARDENING = (
    USER_HARDENING
    + """\
ProtectSystem=strict
ReadWritePaths={writable}
ProtectHome=read-only
PrivateTmp={private_tmp}
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RestrictNamespaces=yes
CapabilityBoundingSet=
"""
)

TIMER = """\
[Unit]
Description=clusternews {verb} of {archive}, when it is due

[Timer]
Unit={name}.service
OnCalendar={when}
# Many archives may be refreshed by one machine, and one platform by many machines.
RandomizedDelaySec={jitter}
AccuracySec=1min
# What was missed while the machine was off is done when it is on again.
Persistent=true

[Install]
WantedBy=timers.target
"""
