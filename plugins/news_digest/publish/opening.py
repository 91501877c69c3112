"""What stands behind each kind of target."""

from __future__ import annotations

from ..project import Project
from .folder_tree import folder_tree
from .recorded import RecordedHost
from .sending import Host
from .targets import Target


def open_host(name: str, target: Target, project: Project) -> Host:
    """Return the host of a target; raises `PublishError` where it cannot be used."""
    return RecordedHost(folder_tree(project.root / target.to, project.output, name), project.output, name)
