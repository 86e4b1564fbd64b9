/* SPDX-License-Identifier: EUPL-1.2
 *
 * The second fence, behind the allow-list of each connector: keys and texts
 * that tell a secret or a person, and the few words by which a tag says what
 * uitweg keeps. All words stand in tables here; the tests show each.
 */
#include "config.h"

#include "connectors/common/secrets.h"

#include <string.h>

#include "connectors/common/records.h"

/* Small letters without separators. (transfer full) */
static char *
fold (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  char *to = folded;

  for (const char *at = text; *at != '\0'; at++)
    if (strchr (" _-.:/", *at) == NULL)
      *to++ = g_ascii_tolower (*at);
  *to = '\0';
  return folded;
}

static gboolean
is_word (char character)
{
  return g_ascii_isalnum (character);
}

/* Whether a key has the small letters of `word` as a word of its own, between
 * separators or humps: "sas" in "blob_sas" and "blobSasUrl". */
static gboolean
has_key_word (const char *key, const char *word)
{
  gsize length = strlen (word);

  for (gsize i = 0; key[i] != '\0'; i++)
    {
      gboolean begins = i == 0 || !is_word (key[i - 1])
                        || (g_ascii_isupper (key[i])
                            && !g_ascii_isupper (key[i - 1]));
      char end;

      if (!begins || g_ascii_strncasecmp (key + i, word, length) != 0)
        continue;
      end = key[i + length];
      if (!is_word (end) || g_ascii_isdigit (end)
          || (g_ascii_isupper (end) && g_ascii_islower (key[i + length - 1])))
        return TRUE;
    }
  return FALSE;
}

gboolean
connectors_is_secret_key (const char *key)
{
  static const char *const parts[] = {
    "password",   "passwd",        "passphrase", "wachtwoord",
    "secret",     "token",         "apikey",     "accesskey",
    "privatekey", "clientkey",     "rawkey",     "accountkey",
    "sharedkey",  "licensekey",    "licencekey", "credential",
    "userdata",   "customdata",    "sshkey",     "connectionstring",
    "adminpass",  "startupscript", "psk",        "cipassword",
  };
  static const char *const words[] = { "sas", "pwd", "passwort", "auth" };
  g_autofree char *folded = NULL;

  if (key == NULL)
    return FALSE;
  folded = fold (key);
  /* Where a secret is kept, and a switch of the metadata service. */
  if (g_str_has_suffix (folded, "secretarn")
      || strcmp (folded, "httptokens") == 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded, parts[i]) != NULL)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (has_key_word (key, words[i]))
      return TRUE;
  return FALSE;
}

/* How many characters from `at` on are letters, digits or in `more`. */
static gsize
span (const char *at, const char *more)
{
  gsize n = 0;

  while (at[n] != '\0' && (is_word (at[n]) || strchr (more, at[n]) != NULL))
    n++;
  return n;
}

/* Tokens that begin in a way of their own. */
static gboolean
is_token_at (const char *at)
{
  static const struct
  {
    const char *start;
    const char *more; /* besides letters and digits */
    gsize shortest;   /* behind the start */
  } tokens[] = {
    { "AKIA", "", 16 },         { "ASIA", "", 16 },     { "ghp_", "", 16 },
    { "gho_", "", 16 },         { "ghs_", "", 16 },     { "ghu_", "", 16 },
    { "github_pat_", "_", 16 }, { "glpat-", "-_", 16 }, { "xoxa-", "-", 8 },
    { "xoxb-", "-", 8 },        { "xoxp-", "-", 8 },    { "xoxr-", "-", 8 },
    { "xoxs-", "-", 8 },        { "xoxo-", "-", 8 },    { "AIza", "-_", 30 },
    { "sk_live_", "", 16 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (tokens[i].start[0] == at[0] && g_str_has_prefix (at, tokens[i].start)
        && span (at + strlen (tokens[i].start), tokens[i].more)
               >= tokens[i].shortest)
      return TRUE;
  return FALSE;
}

static gboolean
is_private_key_at (const char *at)
{
  const char *end;

  if (!g_str_has_prefix (at, "-----BEGIN"))
    return FALSE;
  end = strstr (at, "PRIVATE KEY");
  return end != NULL && end - at < 40;
}

/* "eyJ….eyJ…": header and payload of a JSON web token. */
static gboolean
is_web_token_at (const char *at)
{
  gsize length;

  if (!g_str_has_prefix (at, "eyJ"))
    return FALSE;
  length = span (at, "-_");
  return length >= 10 && g_str_has_prefix (at + length, ".eyJ");
}

/* "password=x", "Pwd = x", "token: x": a word, a sign and a value. A colon
 * without a blank is also part of names, as in arn:…:secret:NAME. */
static gboolean
is_assignment_at (const char *at)
{
  static const char *const words[] = {
    "password",     "passwd",        "pwd",
    "wachtwoord",   "passphrase",    "secret",
    "token",        "accountkey",    "apikey",
    "api_key",      "accesskey",     "access_key",
    "sig",          "signature",     "sharedaccesskey",
    "sharedsecret", "client_secret", "psk"
  };
  const char first = g_ascii_tolower (*at);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *sign;
      gsize length;

      if (words[i][0] != first)
        continue;
      length = strlen (words[i]);
      sign = at + length;
      if (g_ascii_strncasecmp (at, words[i], length) != 0)
        continue;
      sign += strspn (sign, " \"'");
      if (*sign == '=' && sign[1 + strspn (sign + 1, " ")] != '\0')
        return TRUE;
      if (*sign == ':' && strchr (" \"'", sign[1]) != NULL && sign[1] != '\0')
        return TRUE;
    }
  return FALSE;
}

/* "://user:pass@host", but not "://host:80/a@b". `at` is behind "://". */
static gboolean
has_password (const char *at)
{
  gsize user = strcspn (at, ":@/?# \t\n");
  const char *pass = at + user + 1;
  gsize digits;

  if (at[user] != ':')
    return FALSE;
  digits = strspn (pass, "0123456789");
  if (digits > 0 && (pass[digits] == '\0' || strchr ("/?# \t\n", pass[digits])))
    return FALSE;
  return pass[strcspn (pass, "@ \t\n")] == '@';
}

gboolean
connectors_is_secret_text (const char *text)
{
  gboolean has_sign;

  if (text == NULL)
    return FALSE;
  has_sign = strpbrk (text, "=:") != NULL;
  for (const char *at = text; *at != '\0'; at++)
    {
      gboolean begins = at == text || !is_word (at[-1]);

      if (at[0] == ':' && at[1] == '/' && at[2] == '/' && has_password (at + 3))
        return TRUE;
      if (has_sign
          && (begins || (g_ascii_isupper (*at) && g_ascii_islower (at[-1])))
          && (is_assignment_at (at)))
        return TRUE;
      if (begins
          && (is_token_at (at) || is_private_key_at (at)
              || is_web_token_at (at)))
        return TRUE;
    }
  return FALSE;
}

/* Whether the `@` at `at` is that of a mail address: something before it, and
 * a domain with letters behind its last dot. */
static gboolean
is_mail_at (const char *text, const char *at)
{
  const char *domain = at + 1;
  gsize length = span (domain, ".-");
  const char *dot = NULL;

  if (at == text || span (at - 1, "._%+-") == 0)
    return FALSE;
  while (length > 0 && domain[length - 1] == '.')
    length--;
  for (gsize i = 0; i < length; i++)
    if (domain[i] == '.')
      dot = domain + i;
  if (dot == NULL || dot == domain || domain + length - dot < 3)
    return FALSE;
  for (const char *c = dot + 1; c < domain + length; c++)
    if (!g_ascii_isalpha (*c))
      return FALSE;
  /* Accounts of machines, and the user of a repository. */
  if (length > strlen (".gserviceaccount.com")
      && g_ascii_strncasecmp (domain + length - strlen (".gserviceaccount.com"),
                              ".gserviceaccount.com",
                              strlen (".gserviceaccount.com"))
             == 0)
    return FALSE;
  return !(at - text >= 3 && strncmp (at - 3, "git", 3) == 0
           && (at - text == 3 || !is_word (at[-4])));
}

gboolean
connectors_is_personal (const char *text)
{
  for (const char *at = text != NULL ? strchr (text, '@') : NULL; at != NULL;
       at = strchr (at + 1, '@'))
    if (is_mail_at (text, at))
      return TRUE;
  return FALSE;
}

/* Cuts user, query and fragment out of every address in the text. */
static void
cut_addresses (char *text)
{
  for (char *at = strstr (text, "://"); at != NULL; at = strstr (at, "://"))
    {
      char *host = at + 3;
      gsize authority = strcspn (host, "/?# \t\"'");
      char *end = host + strcspn (host, " \t\"'");
      char *cut = host + strcspn (host, "?# \t\"'");
      char *user = NULL;

      if (cut < end)
        memmove (cut, end, strlen (end) + 1);
      for (gsize i = 0; i < authority; i++)
        if (host[i] == '@')
          user = host + i;
      if (user != NULL)
        memmove (host, user + 1, strlen (user + 1) + 1);
      at = host;
    }
}

char *
connectors_clean_public (const char *text)
{
  g_autofree char *clean = connectors_clean (text);

  if (clean == NULL)
    return NULL;
  cut_addresses (clean);
  if (connectors_is_secret_text (clean) || connectors_is_personal (clean))
    return NULL;
  return g_steal_pointer (&clean);
}

/* Words that no name of a person has, so that two words with capitals are an
 * organisation's: Dutch and English, each between blanks. */
static const char unit_words[] =
    " team afdeling afd dienst directie unit bureau department dept division"
    " group groep office desk helpdesk servicedesk service services support"
    " beheer management operations ops finance financien hr it ict iv"
    " security platform data netwerk network infra infrastructuur"
    " infrastructure development ontwikkeling applicatie applicaties"
    " applications cloud gemeente provincie ministerie stichting bv nv gmbh"
    " ltd inc sales marketing inkoop verkoop logistics logistiek legal zaken"
    " domein burgerzaken belastingen werkplek workplace engineering manager"
    " administrator beheerder research business digital digitale informatie"
    " information communicatie facilitair programma project ";

static gboolean
is_unit_word (const char *word)
{
  g_autofree char *small = g_ascii_strdown (word, -1);
  g_autofree char *bounded = g_strdup_printf (" %s ", small);

  return word[0] != '\0' && strstr (unit_words, bounded) != NULL;
}

/* Small words inside names of persons. */
static gboolean
is_name_part (const char *word)
{
  static const char *const words[] = {
    "de", "den", "der", "van", "von", "ten",   "ter", "te", "el", "al", "di",
    "la", "le",  "du",  "da",  "bin", "van't", "'t",  "op", "in", NULL
  };

  return g_strv_contains (words, word);
}

/* Whether a part of an owner's text names a person: two or more words with
 * capitals, particles between them, and no word of an organisation. */
static gboolean
is_person (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,&", -1);
  gboolean is_name = TRUE;
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar first = g_utf8_get_char (words[i]);

      if (words[i][0] == '\0')
        continue;
      if (is_unit_word (words[i]))
        return FALSE;
      if (is_name_part (words[i]))
        continue;
      n++;
      if (!g_unichar_isupper (first))
        is_name = FALSE;
    }
  return is_name && n >= 2 && n <= 4;
}

char *
connectors_clean_unit (const char *text)
{
  g_autofree char *clean = connectors_clean_public (text);
  g_auto (GStrv) parts = NULL;
  gboolean has_person = FALSE;
  guint n = 0;

  if (clean == NULL)
    return NULL;
  parts = g_strsplit_set (clean, "()/;|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      has_person = has_person || is_person (parts[i]);
      if (!is_person (parts[i]) && g_strstrip (parts[i])[0] != '\0')
        n++;
    }
  if (!has_person)
    return g_steal_pointer (&clean);
  /* Beside a person only what is surely a unit is kept. */
  for (guint i = 0; n > 0 && parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], " ", -1);

      for (guint w = 0; words[w] != NULL; w++)
        if (is_unit_word (words[w]))
          return connectors_clean (parts[i]);
    }
  return NULL;
}

ConnectorsTag
connectors_tag_of (const char *key)
{
  static const struct
  {
    const char *folded;
    ConnectorsTag tag;
  } keys[] = {
    { "environment", CONNECTORS_TAG_ENVIRONMENT },
    { "env", CONNECTORS_TAG_ENVIRONMENT },
    { "envtype", CONNECTORS_TAG_ENVIRONMENT },
    { "environmenttype", CONNECTORS_TAG_ENVIRONMENT },
    { "omgeving", CONNECTORS_TAG_ENVIRONMENT },
    { "otap", CONNECTORS_TAG_ENVIRONMENT },
    { "dtap", CONNECTORS_TAG_ENVIRONMENT },
    { "stage", CONNECTORS_TAG_ENVIRONMENT },
    { "application", CONNECTORS_TAG_APPLICATION },
    { "applicationname", CONNECTORS_TAG_APPLICATION },
    { "app", CONNECTORS_TAG_APPLICATION },
    { "appname", CONNECTORS_TAG_APPLICATION },
    { "applicatie", CONNECTORS_TAG_APPLICATION },
    { "applicatienaam", CONNECTORS_TAG_APPLICATION },
    { "workload", CONNECTORS_TAG_APPLICATION },
    { "workloadname", CONNECTORS_TAG_APPLICATION },
    { "appkubernetesiopartof", CONNECTORS_TAG_APPLICATION },
    { "service", CONNECTORS_TAG_SERVICE },
    { "servicename", CONNECTORS_TAG_SERVICE },
    { "businessservice", CONNECTORS_TAG_SERVICE },
    { "dienst", CONNECTORS_TAG_SERVICE },
    { "owner", CONNECTORS_TAG_OWNER },
    { "eigenaar", CONNECTORS_TAG_OWNER },
    { "team", CONNECTORS_TAG_OWNER },
    { "department", CONNECTORS_TAG_OWNER },
    { "afdeling", CONNECTORS_TAG_OWNER },
    { "businessunit", CONNECTORS_TAG_OWNER },
    { "costcenter", CONNECTORS_TAG_COST_CENTRE },
    { "costcentre", CONNECTORS_TAG_COST_CENTRE },
    { "kostenplaats", CONNECTORS_TAG_COST_CENTRE },
    { "name", CONNECTORS_TAG_NAME },
  };
  g_autofree char *folded = key != NULL ? fold (key) : NULL;

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (keys); i++)
    if (strcmp (folded, keys[i].folded) == 0)
      return keys[i].tag;
  return CONNECTORS_TAG_OTHER;
}

static gint
environment_of_word (const char *word)
{
  static const char *const production[] = { "production", "prod", "prd",
                                            "productie",  "live", NULL };
  static const char *const other[] = {
    "nonproduction", "nonprod",      "dev",        "development", "develop",
    "ontwikkel",     "ontwikkeling", "test",       "testing",     "tst",
    "acc",           "acceptance",   "acceptatie", "staging",     "stage",
    "stg",           "qa",           "uat",        "sandbox",     "preprod",
    "preproduction", "preprd",       "lab",        "demo",        NULL
  };

  if (g_strv_contains (production, word))
    return UITWEG_ENVIRONMENT_PRODUCTION;
  return g_strv_contains (other, word) ? UITWEG_ENVIRONMENT_NON_PRODUCTION : -1;
}

gint
connectors_environment_of (const char *value)
{
  g_autofree char *folded = value != NULL ? fold (value) : NULL;
  g_autofree char *small = NULL;
  g_auto (GStrv) words = NULL;
  gint found;
  gint all = -1;

  if (folded == NULL || folded[0] == '\0')
    return -1;
  /* The letters of OTAP and DTAP. */
  if (folded[1] == '\0')
    return folded[0] == 'p' ? UITWEG_ENVIRONMENT_PRODUCTION
           : strchr ("adot", folded[0]) != NULL
               ? UITWEG_ENVIRONMENT_NON_PRODUCTION
               : -1;
  found = environment_of_word (folded);
  if (found >= 0)
    return found;
  small = g_ascii_strdown (value, -1);
  words = g_strsplit_set (small, " _-.:/", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strcmp (words[i], "non") == 0 || strcmp (words[i], "pre") == 0
          || strcmp (words[i], "niet") == 0)
        return UITWEG_ENVIRONMENT_NON_PRODUCTION;
      found = environment_of_word (words[i]);
      if (found >= 0 && all >= 0 && found != all)
        return -1;
      all = found >= 0 ? found : all;
    }
  return all;
}
