"""Certificates of servers: such as nobody vouches for, and such as a test trusts."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NAME = "Authority of the tests"


def context_for(host: str, folder: Path) -> ssl.SSLContext:
    """A server's TLS with a self-signed certificate for ``host`` (a name or an address)."""
    key = ec.generate_private_key(ec.SECP256R1())
    return _context(_certificate(host, key, host, key), key, folder)


class Authority:
    """Who vouches for the certificates of servers; ``path`` is what a client trusts it by."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(_NAME, self._key, _NAME, self._key)
        self.path = folder / "authority.pem"
        self.path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def context_for(self, host: str, *, days: int = 1) -> ssl.SSLContext:
        """A server's TLS with a certificate for ``host`` that ends in so many days."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(host, key, _NAME, self._key, days)
        return _context(certificate, key, self._folder)


def _certificate(
    host: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    days: int = 1,
) -> x509.Certificate:
    now = datetime.now(UTC)
    holder: x509.GeneralName = x509.DNSName(host)
    if host.replace(".", "").isdecimal():
        holder = x509.IPAddress(ip_address(host))
    return (
        x509.CertificateBuilder()
        .subject_name(_name(host))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([holder]), critical=False)
        .add_extension(x509.BasicConstraints(ca=host == issuer, path_length=None), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _context(
    certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey, folder: Path
) -> ssl.SSLContext:
    path = folder / "certificate.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
