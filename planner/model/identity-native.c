/* SPDX-License-Identifier: EUPL-1.2
 *
 * The ids that providers give, as keys. The same machine is an ARN in one
 * file and the end of that ARN in another, a selfLink here and a full name
 * there: each form is folded to one that is unique in the world where it can
 * be, and else to one that is unique within an account.
 */
#include "config.h"

#include "model/identity-private.h"

#include <string.h>

#define UUID_DIGITS 32

/* What ids of AWS begin with, for an id whose provider nobody tells. */
static const char *const aws_prefixes[] = {
  "acl", "ami", "eipalloc", "eni", "fs",   "i",    "igw",
  "lt",  "nat", "pcx",      "rtb", "sg",   "snap", "subnet",
  "tgw", "vgw", "vol",      "vpc", "vpce", "vpn",  NULL
};

/* How an id is being read: where its keys go. */
typedef struct
{
  const char *provider;
  const char *account;
  UitwegResourceKind kind;
  ModelKeyTaker take;
  gpointer data;
} Native;

static void
take (const Native *native, const char *scope, const char *text)
{
  native->take (UITWEG_IDENTITY_NATIVE_ID, scope, text, native->data);
}

/* Its 32 digits in lower case, whatever stands between them. */
static gboolean
read_digits (const char *text, char digits[UUID_DIGITS])
{
  guint n = 0;

  for (; *text != '\0'; text++)
    {
      if (strchr ("-{} ", *text) != NULL)
        continue;
      if (!g_ascii_isxdigit (*text) || n == UUID_DIGITS)
        return FALSE;
      digits[n++] = g_ascii_tolower (*text);
    }
  return n == UUID_DIGITS;
}

/* Firmware and hypervisor write the first three groups in either order of
 * bytes. */
static void
swap_bytes (const char digits[UUID_DIGITS], char swapped[UUID_DIGITS])
{
  static const guint8 order[] = { 3, 2, 1, 0, 5, 4, 7, 6 };

  memcpy (swapped, digits, UUID_DIGITS);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    memcpy (swapped + 2 * i, digits + 2 * order[i], 2);
}

char *
model_fold_uuid (const char *text)
{
  char digits[UUID_DIGITS];
  char swapped[UUID_DIGITS];
  const char *least = digits;
  char *folded;
  guint n = 0;

  if (g_ascii_strncasecmp (text, "urn:uuid:", 9) == 0)
    text += 9;
  if (g_ascii_strncasecmp (text, "vmware-", 7) == 0)
    text += 7;
  if (!read_digits (text, digits))
    return NULL;
  swap_bytes (digits, swapped);
  if (memcmp (swapped, digits, UUID_DIGITS) < 0)
    least = swapped;
  folded = g_malloc (sizeof "00000000-0000-0000-0000-000000000000");
  for (guint i = 0; i < UUID_DIGITS; i++)
    {
      if (i == 8 || i == 12 || i == 16 || i == 20)
        folded[n++] = '-';
      folded[n++] = least[i];
    }
  folded[n] = '\0';
  return folded;
}

/* The number of hexadecimal digits of an id such as i-0123abcd, or 0. */
static guint
count_aws_digits (const Native *native, const char *id)
{
  const char *dash = strrchr (id, '-');
  gsize n;

  if (dash == NULL || dash == id)
    return 0;
  n = strspn (dash + 1, "0123456789abcdef");
  if (dash[1 + n] != '\0' || (n != 8 && n != 17))
    return 0;
  for (const char *at = id; at < dash; at++)
    if (!g_ascii_islower (*at))
      return 0;
  if (native->provider == NULL)
    {
      g_autofree char *prefix = g_strndup (id, (gsize) (dash - id));

      return g_strv_contains (aws_prefixes, prefix) ? (guint) n : 0;
    }
  return strcmp (native->provider, "aws") == 0 ? (guint) n : 0;
}

/* Long ids are unique in the world, short ones within an account. */
static gboolean
take_aws_id (const Native *native, const char *id)
{
  guint n = count_aws_digits (native, id);

  if (n == 17)
    take (native, "aws", id);
  else if (n == 8 && native->account != NULL)
    {
      g_autofree char *text = g_strjoin ("\n", id, native->account, NULL);
      g_autofree char *scope = g_strjoin ("\n", "aws", native->account, NULL);

      take (native, scope, text);
    }
  return n > 0;
}

static gboolean
take_arn (const Native *native, const char *id)
{
  const char *end = id + strlen (id);
  Native known = *native;
  g_auto (GStrv) parts = NULL;

  if (g_ascii_strncasecmp (id, "arn:", 4) != 0)
    return FALSE;
  take (native, "arn", id);
  while (end > id && end[-1] != '/' && end[-1] != ':')
    end--;
  parts = g_strsplit (id, ":", 6);
  if (g_strv_length (parts) < 6)
    return TRUE;
  known.provider = "aws";
  known.account = parts[4][0] != '\0' ? parts[4] : native->account;
  take_aws_id (&known, end);
  return TRUE;
}

static gboolean
take_arm (const Native *native, const char *id)
{
  static const char host[] = "https://management.azure.com";
  g_autofree char *text = NULL;
  gsize length;

  if (g_ascii_strncasecmp (id, host, strlen (host)) == 0)
    id += strlen (host);
  if (g_ascii_strncasecmp (id, "/subscriptions/", 15) != 0)
    return FALSE;
  text = g_ascii_strdown (id, -1);
  length = strlen (text);
  while (length > 1 && text[length - 1] == '/')
    text[--length] = '\0';
  take (native, "arm", text);
  return TRUE;
}

/* A place is called zones, regions or locations by different calls. */
static char *
fold_google_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "zones") == 0 || strcmp (parts[i], "regions") == 0
        || strcmp (parts[i], "locations") == 0)
      {
        g_free (parts[i]);
        parts[i] = g_strdup ("at");
      }
  return g_strjoinv ("/", parts);
}

static void
take_google_bucket (const Native *native, const char *name)
{
  g_autofree char *text = g_strconcat ("bucket/", name, NULL);

  take (native, "gcp", text);
}

static gboolean
take_google (const Native *native, const char *id)
{
  const gboolean is_full = g_str_has_prefix (id, "//")
                           || g_str_has_prefix (id, "https://");
  const char *host = strstr (id, "googleapis.com/");
  const char *path = is_full ? strstr (id, "/projects/") : id;
  g_autofree char *text = NULL;

  if (is_full && host == NULL)
    return FALSE;
  if (g_str_has_prefix (id, "//storage.googleapis.com/")
      && strchr (id + 25, '/') == NULL)
    {
      take_google_bucket (native, id + 25);
      return TRUE;
    }
  if (is_full && strstr (id, "/storage/v1/b/") != NULL)
    {
      take_google_bucket (native, strstr (id, "/storage/v1/b/") + 14);
      return TRUE;
    }
  if (path != NULL && is_full)
    path++;
  if (path == NULL || !g_str_has_prefix (path, "projects/")
      || strchr (path + 9, '/') == NULL)
    return FALSE;
  text = fold_google_path (path);
  take (native, "gcp", text);
  return TRUE;
}

/* The UUID of a machine at a provider that runs KVM is also the one that its
 * hypervisor and its firmware tell. */
static gboolean
take_uuid (const Native *native, const char *id)
{
  g_autofree char *text = strlen (id) == 36 ? model_fold_uuid (id) : NULL;

  if (text == NULL)
    return FALSE;
  take (native, "uuid", text);
  if (native->kind == UITWEG_KIND_VM)
    native->take (UITWEG_IDENTITY_UUID, "", text, native->data);
  return TRUE;
}

static gboolean
take_bucket (const Native *native, const char *id)
{
  g_autofree char *arn = NULL;

  if (native->kind != UITWEG_KIND_BUCKET || strpbrk (id, ":/") != NULL)
    return FALSE;
  if (g_strcmp0 (native->provider, "gcp") == 0)
    take_google_bucket (native, id);
  else if (g_strcmp0 (native->provider, "aws") == 0)
    {
      arn = g_strconcat ("arn:aws:s3:::", id, NULL);
      take (native, "arn", arn);
    }
  else
    return FALSE;
  return TRUE;
}

/* Other ids are unique within an account; that of vSphere is a UUID, and
 * then it does not matter what the provider is called. */
static void
take_scoped (const Native *native, const char *id)
{
  g_autofree char *uuid = native->account != NULL
                              ? model_fold_uuid (native->account)
                              : NULL;
  g_autofree char *scope = NULL;
  g_autofree char *text = NULL;

  if (native->account == NULL || (uuid == NULL && native->provider == NULL))
    return;
  scope = uuid != NULL
              ? g_strdup (uuid)
              : g_strjoin ("\n", native->provider, native->account, NULL);
  text = g_strjoin ("\n", id, scope, NULL);
  take (native, scope, text);
}

void
model_native_keys (const char *id,
                   const char *provider,
                   const char *account,
                   UitwegResourceKind kind,
                   ModelKeyTaker taker,
                   gpointer data)
{
  const Native native = { provider, account, kind, taker, data };

  if (take_arn (&native, id) || take_arm (&native, id)
      || take_aws_id (&native, id) || take_google (&native, id)
      || take_uuid (&native, id) || take_bucket (&native, id))
    return;
  take_scoped (&native, id);
}
