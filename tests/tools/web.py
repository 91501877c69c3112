"""A real nginx or Caddy on 127.0.0.1 that serves a built site as a static host would, under a strict policy."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from parts import need_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLICY = "default-src 'self'"
# The search runs WebAssembly: its page, and the worker that this page starts.
SEARCH_POLICY = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"
POLICY_HEADER = 'add_header Content-Security-Policy "{}" always;'

RULES = """\
charset utf-8;
error_page 404 /404.html;
{policy}
location ~ /(search|pagefind)/ {{ {search_policy} }}
"""
CONFIG = """\
{user}
{modules}
daemon off;
master_process off;
pid {scratch}/nginx.pid;
error_log {scratch}/error.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {scratch}/body;
  proxy_temp_path {scratch}/proxy;
  fastcgi_temp_path {scratch}/fastcgi;
  uwsgi_temp_path {scratch}/uwsgi;
  scgi_temp_path {scratch}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    {rules}
  }}
}}
"""


@contextmanager
def served(root: Path, scratch: Path, *, policy: str | None = POLICY, port: int | None = None) -> Iterator[str]:
    """Serve a folder, under a content security policy or none; yields its address without a slash at the end.

    `port` is a free one, any where it is None.
    """
    header = POLICY_HEADER.format(policy) if policy else ""
    of_search = POLICY_HEADER.format(SEARCH_POLICY) if policy else ""
    rules = RULES.format(policy=header, search_policy=of_search)
    with nginx_serving(root, scratch, rules, port=port) as address:
        yield address


@contextmanager
def nginx_serving(
    root: Path, scratch: Path, rules: str, *, port: int | None = None, modules: str = ""
) -> Iterator[str]:
    """Serve a folder by these rules of a server block; yields its address without a slash at the end."""
    nginx = need_command("nginx", "nginx-light")
    port = port or free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    config = scratch / "nginx.conf"
    config.write_text(CONFIG.format(user=user, modules=modules, scratch=scratch, root=root, port=port, rules=rules))
    with subprocess.Popen([nginx, "-c", str(config), "-e", str(scratch / "error.log")], cwd=scratch) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


CADDY = """\
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {root}
    {rules}
}}
"""


@contextmanager
def caddy_serving(root: Path, scratch: Path, rules: str) -> Iterator[str]:
    """Serve a folder by these rules of a site's block; yields its address without a slash at the end."""
    caddy, port, config = need_command("caddy", "caddy"), free_port(), scratch / "Caddyfile"
    config.write_text(CADDY.format(port=port, root=root, rules=rules))
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(scratch))
    with subprocess.Popen(
        [caddy, "run", "--adapter", "caddyfile", "--config", str(config)],
        cwd=scratch,
        env=os.environ | homes,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until something listens on a port of the loopback; raises `TimeoutError`."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
