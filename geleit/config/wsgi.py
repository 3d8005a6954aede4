# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The application that a web server talks to. It does not start without its keys and walls."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from geleit.core.strange import Utf8Request


def look_for_keys() -> None:
    from django.db import DatabaseError, connections

    from geleit.core.vault import Sealed, data_keys

    try:
        data_keys.stop_without_keys()
    except DatabaseError:
        pass  # the pages will say so; it may come back
    except Sealed as error:
        raise ImproperlyConfigured(str(error)) from error
    finally:
        connections.close_all()  # workers open their own


def look_for_walls() -> None:
    from django.db import connections

    from geleit.walls.rows import checks

    try:
        if problems := checks.problems():
            raise ImproperlyConfigured(" ".join(problems))
    finally:
        connections.close_all()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geleit.config.settings")
application = get_wsgi_application()
application.request_class = Utf8Request
look_for_keys()
look_for_walls()
