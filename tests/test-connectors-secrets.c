/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is taken for a secret, a person, a unit, or a word of a tag; each word
 * list is shown here.
 */
#include "config.h"

#include <uitweg/estate.h>

#include "connectors/common/secrets.h"

static void
test_keys_that_name_secrets (void)
{
  static const char *const secret[] = {
    "password",    "adminPassword", "Master-Password", "passwd",
    "pwd",         "db_pwd",        "client_secret",   "clientSecret",
    "access_key",  "AccessKeyId",   "private_key",     "privateKey",
    "rawKey",      "api_key",       "apikey",          "token",
    "sasToken",    "blobSasUrl",    "sas_url",         "connectionString",
    "user_data",   "UserData",      "customData",      "startup-script",
    "sshKeys",     "psk",           "cipassword",      "credentials",
    "license_key", "passphrase",    "wachtwoord",      "shared_key",
    "accountKey",  "auth",          "adminPass",
  };
  static const char *const harmless[] = {
    "http_tokens", "master_password_secret_arn",
    "name",        "sasquatch",
    "key_name",    "kms_key_id",
    "author",      "authority",
    "hostname",    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    if (!connectors_is_secret_key (secret[i]))
      g_error ("found '%s' harmless", secret[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (connectors_is_secret_key (harmless[i]))
      g_error ("found '%s' secret", harmless[i]);
  g_assert_false (connectors_is_secret_key (NULL));
}

static void
test_texts_that_hold_secrets (void)
{
  static const char *const secret[] = {
    "-----BEGIN RSA PRIVATE KEY-----\nMII",
    "key AKIAIOSFODNN7EXAMPLE here",
    "ASIAIOSFODNN7EXAMPLE",
    "https://x.example/blob?sv=1&sig=abc%3D",
    "DefaultEndpointsProtocol=https;AccountKey=abc==;",
    "Endpoint=sb://x;SharedAccessKey=abc",
    "postgres://app:hunter2@db.example/erp",
    "postgres://app:p/w@db.example/erp",
    "mysql://:geheim@db",
    "ghp_0123456789abcdefABCD",
    "xoxb-123456789-abc",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "Server=db;User=sa;Password=x;",
    "login admin, password: x",
    "dbPassword=x",
    "{\"token\": \"x\"}",
  };
  static const char *const harmless[] = {
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db",
    "https://db.example:5432/path@2",
    "https://db.example/x",
    "token ring",
    "AKIA",
    "the password is kept in the vault",
    "assign=1",
    "mailto",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    if (!connectors_is_secret_text (secret[i]))
      g_error ("found '%s' harmless", secret[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (connectors_is_secret_text (harmless[i]))
      g_error ("found '%s' secret", harmless[i]);
  g_assert_false (connectors_is_secret_text (NULL));
}

static void
test_mail_addresses_are_personal (void)
{
  g_assert_true (connectors_is_personal ("Jan <jan.jansen@example.org>"));
  g_assert_true (connectors_is_personal ("jan@example.org"));
  g_assert_true (connectors_is_personal ("ask jan@example.org."));
  g_assert_false (connectors_is_personal ("app@p.iam.gserviceaccount.com"));
  g_assert_false (connectors_is_personal ("git@github.com:org/repo.git"));
  g_assert_false (connectors_is_personal ("image@sha256:0123"));
  g_assert_false (connectors_is_personal ("nginx@1.2.3"));
  g_assert_false (connectors_is_personal ("a @ b"));
  g_assert_false (connectors_is_personal (NULL));
}

static void
expect_public (const char *text, const char *wanted)
{
  g_autofree char *clean = connectors_clean_public (text);

  g_assert_cmpstr (clean, ==, wanted);
}

static void
test_public_texts (void)
{
  expect_public ("  web\n01 ", "web 01");
  expect_public ("https://user:pass@git.example/x.git",
                 "https://git.example/x.git");
  expect_public ("see https://a.example/x?sig=abc#f and http://b@c/",
                 "see https://a.example/x and http://c/");
  expect_public ("jan@example.org", NULL);
  expect_public ("password=x", NULL);
  expect_public ("ftp://u:p/w@host", NULL);
  expect_public ("", NULL);
  expect_public (NULL, NULL);
}

static void
expect_unit (const char *text, const char *wanted)
{
  g_autofree char *clean = connectors_clean_unit (text);

  g_assert_cmpstr (clean, ==, wanted);
}

static void
test_owners_are_units (void)
{
  static const char *const units[] = {
    "Team Werkplek",  "Afdeling Burgerzaken",
    "finance",        "Finance & Control IT",
    "Dienst Publiek", "ICT Beheer",
    "platform",       "Sociaal Domein",
    "team-7",         "CISO",
  };
  static const char *const persons[] = {
    "Jan Jansen",      "Jansen, Jan",     "Jan de Vries",
    "A.B. Jansen",     "Planted Persoon", "Planted Persoon <p@example.org>",
    "jan@example.org", "Vries, J. de",    "Piet van den Berg",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    expect_unit (units[i], units[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    expect_unit (persons[i], NULL);
  expect_unit ("Jan Jansen (Team Net)", "Team Net");
  expect_unit ("Jan Jansen / Piet Pietersen", NULL);
  expect_unit (NULL, NULL);
}

static void
test_keys_of_tags (void)
{
  static const struct
  {
    const char *key;
    ConnectorsTag tag;
  } keys[] = {
    { "Environment", CONNECTORS_TAG_ENVIRONMENT },
    { "env", CONNECTORS_TAG_ENVIRONMENT },
    { "env-type", CONNECTORS_TAG_ENVIRONMENT },
    { "environment_type", CONNECTORS_TAG_ENVIRONMENT },
    { "Omgeving", CONNECTORS_TAG_ENVIRONMENT },
    { "OTAP", CONNECTORS_TAG_ENVIRONMENT },
    { "dtap", CONNECTORS_TAG_ENVIRONMENT },
    { "stage", CONNECTORS_TAG_ENVIRONMENT },
    { "application", CONNECTORS_TAG_APPLICATION },
    { "Application Name", CONNECTORS_TAG_APPLICATION },
    { "App", CONNECTORS_TAG_APPLICATION },
    { "app_name", CONNECTORS_TAG_APPLICATION },
    { "Applicatie", CONNECTORS_TAG_APPLICATION },
    { "applicatienaam", CONNECTORS_TAG_APPLICATION },
    { "workload", CONNECTORS_TAG_APPLICATION },
    { "WorkloadName", CONNECTORS_TAG_APPLICATION },
    { "app.kubernetes.io/part-of", CONNECTORS_TAG_APPLICATION },
    { "service", CONNECTORS_TAG_SERVICE },
    { "ServiceName", CONNECTORS_TAG_SERVICE },
    { "business_service", CONNECTORS_TAG_SERVICE },
    { "dienst", CONNECTORS_TAG_SERVICE },
    { "owner", CONNECTORS_TAG_OWNER },
    { "Eigenaar", CONNECTORS_TAG_OWNER },
    { "team", CONNECTORS_TAG_OWNER },
    { "Department", CONNECTORS_TAG_OWNER },
    { "afdeling", CONNECTORS_TAG_OWNER },
    { "business-unit", CONNECTORS_TAG_OWNER },
    { "cost_center", CONNECTORS_TAG_COST_CENTRE },
    { "CostCentre", CONNECTORS_TAG_COST_CENTRE },
    { "kostenplaats", CONNECTORS_TAG_COST_CENTRE },
    { "Name", CONNECTORS_TAG_NAME },
    { "aws:cloudformation:stack-name", CONNECTORS_TAG_OTHER },
    { "contact", CONNECTORS_TAG_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (connectors_tag_of (keys[i].key) != keys[i].tag)
      g_error ("found '%s' to be tag %u", keys[i].key,
               (guint) connectors_tag_of (keys[i].key));
  g_assert_cmpint (connectors_tag_of (NULL), ==, CONNECTORS_TAG_OTHER);
}

static void
test_environments (void)
{
  static const char *const production[] = { "production", "PROD", "prd",
                                            "Productie",  "live", "P",
                                            "prod-eu",    "p" };
  static const char *const other[] = {
    "dev",
    "Development",
    "develop",
    "ontwikkel",
    "ontwikkeling",
    "test",
    "testing",
    "tst",
    "acc",
    "acceptance",
    "staging",
    "stage",
    "acceptatie",
    "stg",
    "qa",
    "uat",
    "sandbox",
    "preprod",
    "pre-prod",
    "pre-production",
    "lab",
    "demo",
    "A",
    "T",
    "O",
    "D",
    "non-prod",
    "non prod",
    "Niet productie",
    "nonproduction",
    "pre_prd",
    "test-2",
  };
  static const char *const unknown[] = { "", "x", "blue", "prod and test",
                                         "productivity" };

  for (gsize i = 0; i < G_N_ELEMENTS (production); i++)
    if (connectors_environment_of (production[i])
        != UITWEG_ENVIRONMENT_PRODUCTION)
      g_error ("found '%s' not to be production", production[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    if (connectors_environment_of (other[i])
        != UITWEG_ENVIRONMENT_NON_PRODUCTION)
      g_error ("found '%s' not to be non-production", other[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_cmpint (connectors_environment_of (unknown[i]), ==, -1);
  g_assert_cmpint (connectors_environment_of (NULL), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/secrets/keys", test_keys_that_name_secrets);
  g_test_add_func ("/connectors/secrets/texts", test_texts_that_hold_secrets);
  g_test_add_func ("/connectors/secrets/personal",
                   test_mail_addresses_are_personal);
  g_test_add_func ("/connectors/secrets/public", test_public_texts);
  g_test_add_func ("/connectors/secrets/units", test_owners_are_units);
  g_test_add_func ("/connectors/secrets/tags", test_keys_of_tags);
  g_test_add_func ("/connectors/secrets/environments", test_environments);
  return g_test_run ();
}
