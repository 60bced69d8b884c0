"""All settings, in one file, read from the environment by three small readers (config/env.py)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.conf import global_settings

from frontdesk.config import env

DEMO = env.flag("FRONTDESK_DEMO")
DEBUG = False
FRONTDESK_HOME = env.home()
SECRET_KEY = env.secret_key(DEMO)
ALLOWED_HOSTS = [
    host.strip() for host in env.text("ALLOWED_HOSTS", "*" if DEMO else "localhost,127.0.0.1,[::1]").split(",")
]
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")
DEFAULT_COUNCIL = env.text("DEFAULT_COUNCIL", "demo" if DEMO else "")

# --- database: two roles (docs/decisions/0002). The owner is used by migrations and backup only.
_APP_URL, _OWNER_URL = env.database_urls()
DATABASES = {"default": env.database(_OWNER_URL if env.text("FRONTDESK_DB_ROLE") == "owner" else _APP_URL)}
APP_ROLE = str(env.database(_APP_URL).get("USER") or "frontdesk_app")
OWNER_ROLE = str(env.database(_OWNER_URL).get("USER") or "frontdesk_owner")
if env.text("FRONTDESK_DB_ROLE") != "owner" and not env.flag("FRONTDESK_NO_POOL"):
    DATABASES["default"]["OPTIONS"]["pool"] = {  # type: ignore[index]
        "min_size": 1,
        "max_size": env.number("DATABASE_POOL", 8),
        "timeout": 10,
    }
# kernel.tenancy looks whether a connection still stands when it is borrowed, without a question to the server.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "frontdesk.kernel.apps.KernelConfig",
    *env.domain_apps(),
    *env.site_apps(),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.idp.oidc",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frontdesk.config.middleware.log_request",
    "frontdesk.config.middleware.refuse_odd_methods",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "frontdesk.config.middleware.read_once",
    "frontdesk.config.middleware.find_council",
    "frontdesk.config.middleware.find_actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frontdesk.config.middleware.explain_refusal",
]

ROOT_URLCONF = "frontdesk.config.urls"
WSGI_APPLICATION = "frontdesk.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "environment": "frontdesk.ui.jinja_env.environment",
            "context_processors": ["frontdesk.config.context.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# --- sign-in
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site_account:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "frontdesk.sites.account.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"frontdesk.sites.account.forms.{form}"
    for name, form in (
        ("login", "LoginForm"),
        ("signup", "SignupForm"),
        ("request_login_code", "RequestLoginCodeForm"),
        ("confirm_login_code", "ConfirmLoginCodeForm"),
        ("confirm_email_verification_code", "ConfirmEmailForm"),
        ("change_email", "ChangeEmailForm"),
        ("add_email", "AddEmailForm"),
        ("reset_password", "ResetPasswordForm"),
        ("confirm_password_reset_code", "ConfirmResetForm"),
        ("reset_password_from_key", "NewPasswordForm"),
        ("set_password", "SetPasswordForm"),
        ("change_password", "ChangePasswordForm"),
        ("reauthenticate", "ReauthenticateForm"),
    )
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # who gives no password signs in by emailed code
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Slow readers and slow mail: three minutes, the usual time, is too short. Few tries make up for it.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
MFA_ADAPTER = "frontdesk.sites.account.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "frontdesk.sites.account.forms.AuthenticateForm",
    "reauthenticate": "frontdesk.sites.account.forms.ReauthenticateCodeForm",
    "activate_totp": "frontdesk.sites.account.forms.ActivateTOTPForm",
    "add_webauthn": "frontdesk.sites.account.forms.AddPasskeyForm",
    "edit_webauthn": "frontdesk.sites.account.forms.NamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
# --- one sign-in for outside systems (OpenID Connect; docs/how-to/one-sign-in.md)
IDP_OIDC_ADAPTER = "frontdesk.sites.account.provider.Provider"
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 10 * 60
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
SIGNING_KEY = env.text("SIGNING_KEY")
SIGNING_KEY_BEFORE = env.text("SIGNING_KEY_BEFORE")
PASSWORD_HASHERS = [
    *global_settings.PASSWORD_HASHERS,
    "frontdesk.config.hashers.DrawnSecretHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "frontdesk.config.health.unsure"
CSRF_COOKIE_AGE = 60 * 60 * 24 * 365  # slow users outlast one-hour tokens

# --- transport: off in the demo over plain http
SECURE = env.flag("FRONTDESK_SECURE", default=not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.text("TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS.startswith("https") else []
LIVE_ADDRESS = env.text("LIVE_ADDRESS")
METRICS_TOKEN = env.text("METRICS_TOKEN")

_TEMPLATE_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, _TEMPLATE_SCRIPT],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, *([LIVE_ADDRESS] if LIVE_ADDRESS else [])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language, time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]  # those the product itself has words in: a page says its language truly
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = FRONTDESK_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "frontdesk.config.uploads.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- messages: in the demo every one lands in the outbox
EMAIL_URL = env.text("EMAIL_URL")
NOTIFY_URL = env.text("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_API_KEY = env.by_council("NOTIFY_API_KEY")
NOTIFY_EMAIL_TEMPLATE = env.by_council("NOTIFY_EMAIL_TEMPLATE")
NOTIFY_TEXT_TEMPLATE = env.by_council("NOTIFY_TEXT_TEMPLATE")
NOTIFY_HOOK_TOKEN = env.by_council("NOTIFY_HOOK_TOKEN")
EMAIL_ADAPTER = env.text(
    "EMAIL_ADAPTER", "smtp" if EMAIL_URL else "notify-email" if NOTIFY_EMAIL_TEMPLATE else "outbox"
)
# Empty: nobody is sent a text.
TEXT_ADAPTER = env.text("TEXT_ADAPTER", "notify-text" if NOTIFY_TEXT_TEMPLATE else "outbox-texts" if DEMO else "")
RECEIPTS_ADAPTER = env.text("RECEIPTS_ADAPTER", "notify")
MAPS_ADAPTER = env.text("MAPS_ADAPTER", "maps-svg")
# Empty: each council writes from its own address.
EMAIL_FROM = env.text("EMAIL_FROM", "")
DEFAULT_FROM_EMAIL = EMAIL_FROM or "frontdesk@localhost"

# --- back offices: a council's bridge to its own systems (docs/how-to/back-office.md); the demo has one of its own
BACKOFFICE_URL = env.by_council("BACKOFFICE_URL")
BACKOFFICE_SECRET = env.by_council("BACKOFFICE_SECRET")

# --- uploads: scanned by clamd where one is named (host:3310, or the path of its socket)
CLAMD = env.text("CLAMD")
UPLOAD_SCANNER = "clamd" if CLAMD else ""

# --- cache: rate limits must be shared by all processes
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "frontdesk_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}  # the ordinary 300 would throw counts away

# --- jobs
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

LOGGING_CONFIG = "frontdesk.config.logs.configure"
LOGGING = {"lines": "json"}  # Django calls the function above only when this holds something
SILENCED_SYSTEM_CHECKS = ["models.W042", "auth.W004"]
ROOT = Path(__file__).resolve().parents[2]
