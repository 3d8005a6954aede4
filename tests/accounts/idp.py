# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small identity provider on 127.0.0.1 that can also be wrong on purpose."""

import json
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from geleit.config.env import IdentityProvider

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "geleit", "only-a-test-secret-of-thirty-two-signs"


class Provider:
    """Who is signed in there stands in `person`; `wrong` changes the next token."""

    def __init__(self):
        self.person = {"sub": "u-1", "email": "anna@example.org", "email_verified": True}
        self.wrong = {}
        self.key, self.algorithm = KEY, "RS256"
        self.codes, self.asked = {}, []
        self.issuer = ""

    def settings(self, **changed):
        values = {
            "issuer": self.issuer,
            "name": "Stadtkonto",
            "client_id": CLIENT,
            "secret": SECRET,
        }
        return IdentityProvider(**(values | changed))

    def authorize(self, query):
        """Return where the browser is sent back to."""
        self.asked.append(query)
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form):
        """Return the answer to a code: once, and for who knows the verifier."""
        query = self.codes.pop(form.get("code"), None)
        verifier = form.get("code_verifier", "")
        if query is None or query["code_challenge"] != challenge(verifier):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": query.get("nonce"), **self.person, **self.wrong,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        token = jwt.encode(claims, self.key, self.algorithm, headers={"kid": "1"})
        return 200, {"access_token": "at", "token_type": "Bearer", "id_token": token}


def challenge(verifier):
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def public_key():
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
    return key | {"kid": "1", "use": "sig", "alg": "RS256"}


def handler_for(provider):
    class Handler(BaseHTTPRequestHandler):
        def answer(self, status, content):
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            parts = urlsplit(self.path)
            issuer = provider.issuer
            if parts.path == "/.well-known/openid-configuration":
                self.answer(200, {
                    "issuer": provider.wrong.get("announced_issuer", issuer),
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                })  # fmt: skip
            elif parts.path == "/keys":
                self.answer(200, {"keys": [public_key()]})
            else:
                self.send_response(302)
                self.send_header("Location", provider.authorize(dict(parse_qsl(parts.query))))
                self.end_headers()

        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(*provider.token(dict(parse_qsl(sent))))

        def log_message(self, *_said):
            pass

    return Handler


@contextmanager
def running():
    """Yield a provider that listens on a free port of this machine."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
