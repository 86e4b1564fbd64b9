/* SPDX-License-Identifier: EUPL-1.2
 *
 * The keys of one record: its provider's id, UUID, serial number, hardware
 * addresses, host name with addresses, and name within its account. What says
 * nothing (zeros, "To be filled by O.E.M.", 127.0.0.1) is no key: the rules
 * list it.
 */
#include "config.h"

#include "model/identity-private.h"

#include <string.h>

/* Zeros (or ones) throughout are what a tool writes that does not know. */
static gboolean
is_blank (const char *text)
{
  char digit = '\0';

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text))
        continue;
      if ((*text != '0' && g_ascii_tolower (*text) != 'f')
          || (digit != '\0' && digit != *text))
        return FALSE;
      digit = *text;
    }
  return TRUE;
}

/* Whether `list` ("a|b*|c") has the text, or its start followed by a star. */
static gboolean
is_listed (const char *list, const char *text)
{
  while (list != NULL && *list != '\0')
    {
      const gsize length = strcspn (list, "|");
      const gboolean is_start = length > 0 && list[length - 1] == '*';
      const gsize n = is_start ? length - 1 : length;

      if (strncmp (list, text, n) == 0 && (is_start || text[n] == '\0'))
        return TRUE;
      list += length + (list[length] == '|' ? 1 : 0);
    }
  return FALSE;
}

/* Six bytes with colons, or the text in lower case. */
static char *
fold_mac (const char *text)
{
  char digits[12];
  guint n = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr (":-. ", *at) != NULL)
        continue;
      if (!g_ascii_isxdigit (*at) || n == sizeof digits)
        return g_ascii_strdown (text, -1);
      digits[n++] = g_ascii_tolower (*at);
    }
  if (n < sizeof digits)
    return g_ascii_strdown (text, -1);
  return g_strdup_printf ("%.2s:%.2s:%.2s:%.2s:%.2s:%.2s", digits, digits + 2,
                          digits + 4, digits + 6, digits + 8, digits + 10);
}

/* The first label in lower case: one source writes the domain, another does
 * not. An address that stands in for a name stays whole. */
static char *
fold_host (const char *text)
{
  char *folded = g_ascii_strdown (text, -1);

  if (folded[strspn (folded, "0123456789.")] != '\0'
      && strchr (folded, ':') == NULL)
    folded[strcspn (folded, ".")] = '\0';
  return folded;
}

static char *
fold_address (const char *text)
{
  char *folded = g_ascii_strdown (text, -1);

  folded[strcspn (folded, "/%")] = '\0';
  return folded;
}

static void
take_serial (const char *serial,
             const UitwegIdentityRules *rules,
             ModelKeyTaker take,
             gpointer data)
{
  g_autofree char *text = g_strstrip (g_ascii_strdown (serial, -1));
  g_autofree char *uuid = NULL;

  if (is_blank (text) || is_listed (rules->ignored_serials, text))
    return;
  take (UITWEG_IDENTITY_SERIAL, "", text, data);
  if (!g_str_has_prefix (text, "vmware-"))
    return;
  uuid = model_fold_uuid (text);
  if (uuid != NULL)
    take (UITWEG_IDENTITY_UUID, "", uuid, data);
}

static void
take_uuid (const char *value,
           const UitwegIdentityRules *rules,
           ModelKeyTaker take,
           gpointer data)
{
  g_autofree char *text = model_fold_uuid (value);

  if (text == NULL)
    text = g_ascii_strdown (value, -1);
  if (!is_blank (text) && !is_listed (rules->ignored_uuids, text))
    take (UITWEG_IDENTITY_UUID, "", text, data);
}

static void
take_macs (const UitwegTable *table,
           guint32 row,
           const UitwegIdentityRules *rules,
           ModelKeyTaker take,
           gpointer data)
{
  const UitwegTable *macs = uitweg_table_child (table, UITWEG_RESOURCE_MACS);
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, UITWEG_RESOURCE_MACS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      g_autofree char *text = fold_mac (uitweg_table_text (macs, i, 0));

      if (!is_blank (text) && !is_listed (rules->ignored_macs, text))
        take (UITWEG_IDENTITY_MAC, "", text, data);
    }
}

static void
take_hosts (const UitwegTable *table,
            guint32 row,
            const UitwegIdentityRules *rules,
            ModelKeyTaker take,
            gpointer data)
{
  const UitwegTable *addresses = uitweg_table_child (table,
                                                     UITWEG_RESOURCE_ADDRESSES);
  const char *hostname = uitweg_table_text (table, row,
                                            UITWEG_RESOURCE_HOSTNAME);
  g_autofree char *host = hostname != NULL ? fold_host (hostname) : NULL;
  guint32 first;
  guint32 n;

  if (host == NULL || is_listed (rules->ignored_hosts, host))
    return;
  uitweg_table_list (table, row, UITWEG_RESOURCE_ADDRESSES, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      g_autofree char *address = fold_address (
          uitweg_table_text (addresses, i, 0));
      g_autofree char *text = NULL;

      if (is_listed (rules->ignored_addresses, address))
        continue;
      text = g_strjoin (" ", host, address, NULL);
      take (UITWEG_IDENTITY_HOST, "", text, data);
    }
}

static void
take_name (const UitwegTable *table,
           guint32 row,
           ModelKeyTaker take,
           gpointer data)
{
  const char *name = uitweg_table_text (table, row, UITWEG_RESOURCE_NAME);
  const char *provider = uitweg_table_text (table, row,
                                            UITWEG_RESOURCE_PROVIDER);
  const char *account = uitweg_table_text (table, row, UITWEG_RESOURCE_ACCOUNT);
  const char *kind = uitweg_table_text (table, row, UITWEG_RESOURCE_KIND);
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;

  if (name == NULL || provider == NULL || account == NULL
      || uitweg_table_enum (table, row, UITWEG_RESOURCE_KIND)
             == UITWEG_KIND_UNKNOWN)
    return;
  folded = g_utf8_casefold (name, -1);
  text = g_strconcat (folded, " (", kind, " of ", provider, ", account ",
                      account, ")", NULL);
  take (UITWEG_IDENTITY_NAME, "", text, data);
}

void
model_identity_keys (const UitwegTable *table,
                     guint32 row,
                     const UitwegIdentityRules *rules,
                     ModelKeyTaker take,
                     gpointer data)
{
  const char *native = uitweg_table_text (table, row,
                                          UITWEG_RESOURCE_NATIVE_ID);
  const char *uuid = uitweg_table_text (table, row, UITWEG_RESOURCE_UUID);
  const char *serial = uitweg_table_text (table, row, UITWEG_RESOURCE_SERIAL);

  if (native != NULL)
    model_native_keys (native,
                       uitweg_table_text (table, row, UITWEG_RESOURCE_PROVIDER),
                       uitweg_table_text (table, row, UITWEG_RESOURCE_ACCOUNT),
                       (UitwegResourceKind) uitweg_table_enum (
                           table, row, UITWEG_RESOURCE_KIND),
                       take, data);
  if (uuid != NULL)
    take_uuid (uuid, rules, take, data);
  if (serial != NULL)
    take_serial (serial, rules, take, data);
  take_macs (table, row, rules, take, data);
  take_hosts (table, row, rules, take, data);
  take_name (table, row, take, data);
}
