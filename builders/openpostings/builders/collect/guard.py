"""Where a request may go: http and https only, and only to addresses of the public internet.

A name is resolved once and the connection goes to the very address that was looked at (:mod:`.network`), so a name
that resolves otherwise a moment later gains nothing.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from openpostings.builders.collect.failure import Failed
from openpostings.schema.errors import OpenPostingsError

Address = IPv4Address | IPv6Address

MAX_URL: Final = 2048
"""Characters of an address, as in the record."""

# What embeds an IPv4 address, and the bits that it stands above: such an address goes wherever that one goes.
_EMBEDDING: Final = (
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("2002::/16"), 80),
)

# Global unicast. All else in IPv6 is loopback, link-local, unique local, multicast, or not given out.
_UNICAST: Final = IPv6Network("2000::/3")

# Of it: Teredo and ORCHID, documentation, and 6to4, which is looked through before.
_NOT_PUBLIC: Final = (IPv6Network("2001::/23"), IPv6Network("2001:db8::/32"), IPv6Network("3fff::/20"))

# A label that is a number in any of the ways that C libraries read one: decimal, octal, hexadecimal.
_NUMBER: Final = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_LABEL: Final = re.compile("[A-Za-z0-9_-]{1,63}")


def is_public(address: Address) -> bool:
    """Tell whether an address is of the public internet.

    Parameters
    ----------
    address
        The address that a connection would go to.

    Returns
    -------
    bool
        False for private, loopback, link-local, shared, multicast, documentation and reserved addresses, and for those
        that carry such an IPv4 address within.
    """
    if isinstance(address, IPv4Address):
        # The relay anycast of 6to4 and the protocol assignments are "global" in part; nobody has a job board there.
        special = address.packed[:3] in {b"\xc0\x58\x63", b"\xc0\x00\x00"}
        return address.is_global and not (address.is_multicast or address.is_reserved or special)
    for network, shift in _EMBEDDING:
        if address in network:
            return is_public(IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
    return address in _UNICAST and not any(address in network for network in _NOT_PUBLIC)


def literal_address(host: str) -> Address | None:
    """Give the address that a host is written as; None for a name.

    Parameters
    ----------
    host
        The host of an address, without the brackets of IPv6.

    Raises
    ------
    Failed
        Where it is a number in another than the usual form (``127.1``, ``0x7f000001``, ``017700000001``), or an IPv6
        address with a zone: such forms serve to pass by a check.
    """
    if ":" in host:
        if "%" in host:
            raise Failed("address-refused", f"{host} names a network interface")
        try:
            return ip_address(host)
        except ValueError:
            raise Failed("bad-address", f"{host} is no address") from None
    last = host.rstrip(".").rpartition(".")[2]
    if not _NUMBER.fullmatch(last):
        return None
    try:
        return IPv4Address(host)
    except ValueError:
        raise Failed("address-refused", f"{host} is an address in disguise") from None


def split_address(url: str) -> SplitResult:
    """Take an address apart, after looking at its form.

    Parameters
    ----------
    url
        An absolute address.

    Raises
    ------
    Failed
        Where it is not http or https, has a user name or password, no host, a port that is none, or characters that
        have no place in it.
    """
    shown = url[:100]
    if len(url) > MAX_URL or not re.fullmatch("[!-~]+", url):
        raise Failed("bad-address", f"{shown!r} is no address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Failed("bad-address", f"{shown!r} is no address") from None
    if parts.scheme not in {"http", "https"}:
        raise Failed("bad-address", f"{shown!r} is neither http nor https")
    if parts.username is not None or parts.password is not None:
        raise Failed("bad-address", "the address carries a user name or password")
    if not host or port == 0 or not (":" in host or _is_name(host)):
        raise Failed("bad-address", f"{shown!r} has no host")
    literal_address(host)
    return parts


def check_address(url: str, *, where: str = "") -> None:
    """Look at an address that a person wrote down.

    Raises
    ------
    OpenPostingsError
        Where no request can go there.
    """
    try:
        split_address(url)
    except Failed as error:
        raise OpenPostingsError(error.message, where=where, hint="write an http or https address") from error


def followed(url: str, location: str) -> str:
    """Give the address that a redirect leads to, without its fragment.

    Parameters
    ----------
    url
        The address that answered.
    location
        What it answered.

    Raises
    ------
    Failed
        Where no request can go there.
    """
    try:
        # White space and other characters that stand there raw are escaped, as browsers do.
        joined = urljoin(url, re.sub("[^!-~]", lambda found: _escaped(found[0]), location.strip()))
        target = urlunsplit(urlsplit(joined)._replace(fragment=""))
    except ValueError:
        raise Failed("bad-redirect", f"{url} leads to what is no address") from None
    split_address(target)
    return target


def same_address(url: str) -> str:
    """Write an address so that two which lead to one place are one: the host in lower case, a path, no fragment."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/", fragment=""))


def host_key(url: str) -> str:
    """Name the host of an address with its port: the unit of politeness."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _is_name(host: str) -> bool:
    return all(_LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
