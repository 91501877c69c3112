"""What stands behind each kind of target."""

from __future__ import annotations

from ..project import Project
from .folder_tree import folder_tree
from .git_host import git_host
from .packing import packer_for
from .rclone_tree import rclone_tree
from .recorded import RecordedHost, Tree
from .rsync_tree import rsync_tree
from .sending import Host
from .targets import GitTarget, RcloneTarget, RsyncTarget, Target, TreeTarget


def open_host(name: str, target: Target, project: Project) -> Host:
    """Return the host of a target; raises `PublishError` where it cannot be used."""
    if isinstance(target, GitTarget):
        return git_host(name, target, project.root, project.output)
    packer = packer_for(name, target.compress, project.root / ".digest" / "packed")
    return RecordedHost(_tree(name, target, project), project.output, name, packer)


def _tree(name: str, target: TreeTarget, project: Project) -> Tree:
    if isinstance(target, RsyncTarget):
        return rsync_tree(name, target, project.root)
    if isinstance(target, RcloneTarget):
        return rclone_tree(name, target, project.root)
    return folder_tree(project.root / target.to, project.output, name)
