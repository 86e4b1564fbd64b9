/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the tables of a register. Columns bear numbers, not names: c0010,
 * B_02.01.0010; closed lists bear codes with a prefix of the taxonomy, such
 * as eba_GA:NL, and registers kept by hand have the bare words.
 */
#include "config.h"

#include "connectors/dora/register.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "connectors/common/secrets.h"

/* Columns of each table in the final templates; B_05.01 had nine before. */
static const struct
{
  const char *name;
  const char *folded;
  guint n_columns;
} tables[DORA_N_TABLES] = {
  [DORA_B_02_01] = { "B_02.01", "b02.01", 5 },
  [DORA_B_02_02] = { "B_02.02", "b02.02", 18 },
  [DORA_B_05_01] = { "B_05.01", "b05.01", 12 },
  [DORA_B_05_02] = { "B_05.02", "b05.02", 7 },
  [DORA_B_06_01] = { "B_06.01", "b06.01", 10 },
};

#define OLD_PROVIDER_COLUMNS 9
/* A contract without an end has this year. */
#define OPEN_YEAR 9999

static void
free_provider (gpointer data)
{
  DoraProvider *provider = data;

  g_free (provider->name);
  g_free (provider->country);
  g_free (provider->parent);
  g_free (provider);
}

static void
free_contract (gpointer data)
{
  DoraContract *contract = data;

  g_free (contract->type);
  g_free (contract->overarching);
  g_free (contract->currency);
  g_free (contract);
}

static void
free_service (gpointer data)
{
  DoraService *service = data;

  g_free (service->contract);
  g_free (service->customer);
  g_free (service->provider);
  g_free (service->function);
  g_free (service->service);
  g_free (service->law);
  g_free (service->stored_in);
  g_free (service->processed_in);
  g_free (service->sensitiveness);
  g_free (service->reliance);
  g_free (service);
}

static void
free_link (gpointer data)
{
  DoraLink *link = data;

  g_free (link->contract);
  g_free (link->service);
  g_free (link->provider);
  g_free (link->recipient);
  g_free (link);
}

static void
free_function (gpointer data)
{
  DoraFunction *function = data;

  g_free (function->name);
  g_free (function->impact);
  g_free (function);
}

DoraRegister *
dora_register_new (void)
{
  DoraRegister *register_ = g_new0 (DoraRegister, 1);

  register_->providers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                free_provider);
  register_->contracts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                free_contract);
  register_->functions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                free_function);
  register_->services = g_ptr_array_new_with_free_func (free_service);
  register_->links = g_ptr_array_new_with_free_func (free_link);
  return register_;
}

void
dora_register_free (DoraRegister *register_)
{
  if (register_ == NULL)
    return;
  g_hash_table_unref (register_->providers);
  g_hash_table_unref (register_->contracts);
  g_hash_table_unref (register_->functions);
  g_ptr_array_unref (register_->services);
  g_ptr_array_unref (register_->links);
  g_free (register_);
}

const char *
dora_table_get_name (DoraTable table)
{
  return tables[table].name;
}

/* --- Which table ----------------------------------------------------------
 */

/* Without case, blanks, `_` and `-`: "b_02.01.csv" is "b02.01.csv". */
static char *
fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text != '_' && *text != '-' && !g_ascii_isspace (*text))
      g_string_append_c (folded, g_ascii_tolower (*text));
  return g_string_free (folded, FALSE);
}

/* The number at the end of "c0010" or "B_02.01.0010"; 0 if there is none. */
static guint
number_of (const char *head)
{
  gsize length = strlen (head);

  if (length < 4)
    return 0;
  for (gsize i = length - 4; i < length; i++)
    if (!g_ascii_isdigit (head[i]))
      return 0;
  if (length > 4 && head[length - 5] != 'c' && head[length - 5] != 'C'
      && head[length - 5] != '.')
    return 0;
  return (guint) g_ascii_strtoull (head + length - 4, NULL, 10);
}

static gint
table_in (const char *text)
{
  g_autofree char *folded = fold (text);
  const char *at = strstr (folded, "b0");

  for (guint i = 0; i < DORA_N_TABLES; i++)
    if (strstr (folded, tables[i].folded) != NULL)
      return (gint) i;
  return at != NULL && g_ascii_isdigit (at[2]) && at[3] == '.' ? -1 : -2;
}

gint
dora_find_table (const char *const *heads, guint n, const char *name)
{
  gint table;

  for (guint i = 0; i < n; i++)
    if (number_of (heads[i]) == 0 && heads[i][0] != '\0')
      return -2;
  if (n == 0)
    return -2;
  table = table_in (heads[0]);
  if (table == -2 && name != NULL)
    table = table_in (name);
  if (table != -2)
    return table;
  for (guint i = 0; i < DORA_N_TABLES; i++)
    /* 12 columns are those of B_05.01 and of B_07.01: not told apart. */
    if (tables[i].n_columns == n && i != DORA_B_05_01)
      return (gint) i;
  return -1;
}

/* --- Cells ----------------------------------------------------------------
 */

static guint32
column (const ConnectorsSheet *sheet, guint number)
{
  for (guint32 i = 0; i < connectors_sheet_get_n_columns (sheet); i++)
    if (number_of (connectors_sheet_get_head (sheet, i)) == number)
      return i;
  return UITWEG_NONE;
}

/* A code without its prefix: "NL" of "eba_GA:NL". (transfer full) */
static char *
get_code (ConnectorsSheet *sheet, guint number)
{
  const char *text = connectors_sheet_get_text (sheet, column (sheet, number));
  const char *colon = text != NULL ? strchr (text, ':') : NULL;

  if (colon != NULL && g_ascii_strncasecmp (text, "eba_", 4) == 0)
    text = colon + 1;
  return connectors_clean_public (text);
}

/* (transfer full): two letters, or NULL; "not applicable" is qx2007 */
static char *
get_country (ConnectorsSheet *sheet, guint number)
{
  g_autofree char *code = get_code (sheet, number);

  if (code == NULL || strlen (code) != 2 || !g_ascii_isalpha (code[0])
      || !g_ascii_isalpha (code[1]))
    return NULL;
  return g_ascii_strup (code, -1);
}

static UitwegDay
get_day (ConnectorsSheet *sheet, guint number)
{
  UitwegDay day = connectors_sheet_get_day (sheet, column (sheet, number));
  gint year = 0;

  if (day == UITWEG_DAY_UNKNOWN)
    return day;
  uitweg_day_to_date (day, &year, NULL, NULL);
  return year >= OPEN_YEAR ? UITWEG_DAY_UNKNOWN : day;
}

/* 1, 0 or -1 of eba_BT:x28 (yes), x29 (no), or words. */
static gint
get_yes (ConnectorsSheet *sheet, guint number)
{
  g_autofree char *code = get_code (sheet, number);

  if (code == NULL)
    return -1;
  if (strcmp (code, "x28") == 0 || g_ascii_strcasecmp (code, "yes") == 0
      || g_ascii_strcasecmp (code, "ja") == 0)
    return 1;
  if (strcmp (code, "x29") == 0 || g_ascii_strcasecmp (code, "no") == 0
      || g_ascii_strcasecmp (code, "nee") == 0)
    return 0;
  return -1;
}

/* --- Rows -----------------------------------------------------------------
 */

/* The key of a row; NULL and told if it has none. (transfer full) */
static char *
get_key (ConnectorsSheet *sheet, guint number, const char *what)
{
  char *key = get_code (sheet, number);

  if (key == NULL)
    connectors_sheet_note (sheet, "found no %s, expected one in column c%04u",
                           what, number);
  return key;
}

static void
read_contract (DoraRegister *register_, ConnectorsSheet *sheet)
{
  g_autofree char *key = get_key (sheet, 10, "reference of a contract");
  DoraContract *contract;

  if (key == NULL)
    return;
  if (g_hash_table_contains (register_->contracts, key))
    {
      connectors_sheet_note (sheet, "found a contract a second time, expected "
                                    "it once");
      return;
    }
  contract = g_new0 (DoraContract, 1);
  contract->type = get_code (sheet, 20);
  contract->overarching = get_code (sheet, 30);
  contract->currency = get_code (sheet, 40);
  contract->annual = connectors_sheet_get_micro (sheet, column (sheet, 50));
  g_hash_table_insert (register_->contracts, g_steal_pointer (&key), contract);
}

static void
read_service (DoraRegister *register_, ConnectorsSheet *sheet)
{
  g_autofree char *key = get_key (sheet, 10, "reference of a contract");
  DoraService *service;

  if (key == NULL)
    return;
  service = g_new0 (DoraService, 1);
  service->contract = g_steal_pointer (&key);
  service->customer = get_code (sheet, 20);
  service->provider = get_code (sheet, 30);
  service->function = get_code (sheet, 50);
  service->service = get_code (sheet, 60);
  service->start = get_day (sheet, 70);
  service->end = get_day (sheet, 80);
  service->notice_days = connectors_sheet_get_int (sheet, column (sheet, 100));
  service->law = get_country (sheet, 120);
  service->stored_in = get_country (sheet, 150);
  service->processed_in = get_country (sheet, 160);
  service->sensitiveness = get_code (sheet, 170);
  service->reliance = get_code (sheet, 180);
  g_ptr_array_add (register_->services, service);
}

/* Who is a natural person is not named: x213 of the taxonomy, or words. */
static gboolean
is_person (const char *type)
{
  g_autofree char *folded = type != NULL ? g_ascii_strdown (type, -1) : NULL;

  return folded != NULL
         && (strcmp (folded, "x213") == 0
             || g_str_has_prefix (folded, "individual")
             || g_str_has_prefix (folded, "natural"));
}

static void
read_provider (DoraRegister *register_, ConnectorsSheet *sheet)
{
  const gboolean is_old = connectors_sheet_get_n_columns (sheet)
                          <= OLD_PROVIDER_COLUMNS;
  g_autofree char *key = get_key (sheet, 10, "code of a provider");
  g_autofree char *type = get_code (sheet, is_old ? 40 : 70);
  DoraProvider *provider;

  if (key == NULL)
    return;
  if (g_hash_table_contains (register_->providers, key))
    {
      connectors_sheet_note (sheet, "found a provider a second time, expected "
                                    "it once");
      return;
    }
  provider = g_new0 (DoraProvider, 1);
  if (!is_person (type))
    {
      provider->name = get_code (sheet, is_old ? 30 : 60);
      if (provider->name == NULL)
        provider->name = get_code (sheet, is_old ? 30 : 50);
    }
  provider->country = get_country (sheet, is_old ? 50 : 80);
  provider->parent = get_code (sheet, is_old ? 80 : 110);
  g_hash_table_insert (register_->providers, g_steal_pointer (&key), provider);
}

static void
read_link (DoraRegister *register_, ConnectorsSheet *sheet)
{
  g_autofree char *provider = get_key (sheet, 30, "code of a provider");
  gint64 rank = connectors_sheet_get_int (sheet, column (sheet, 50));
  g_autofree char *recipient = get_code (sheet, 60);
  DoraLink *link;

  if (provider == NULL)
    return;
  if (rank < 1 || (rank > 1 && recipient == NULL))
    {
      connectors_sheet_note (sheet,
                             "found %s, expected a rank from 1 and, "
                             "above 1, a recipient",
                             rank < 1 ? "no rank" : "no recipient");
      return;
    }
  link = g_new0 (DoraLink, 1);
  link->contract = get_code (sheet, 10);
  link->service = get_code (sheet, 20);
  link->provider = g_steal_pointer (&provider);
  link->rank = rank;
  link->recipient = g_steal_pointer (&recipient);
  g_ptr_array_add (register_->links, link);
}

static void
read_function (DoraRegister *register_, ConnectorsSheet *sheet)
{
  g_autofree char *key = get_key (sheet, 10, "identifier of a function");
  DoraFunction *function;

  if (key == NULL)
    return;
  if (g_hash_table_contains (register_->functions, key))
    {
      connectors_sheet_note (sheet, "found a function a second time, expected "
                                    "it once");
      return;
    }
  function = g_new0 (DoraFunction, 1);
  function->name = get_code (sheet, 30);
  function->critical = get_yes (sheet, 50);
  function->rto_hours = connectors_sheet_get_number (sheet, column (sheet, 80));
  function->rpo_hours = connectors_sheet_get_number (sheet, column (sheet, 90));
  function->impact = get_code (sheet, 100);
  g_hash_table_insert (register_->functions, g_steal_pointer (&key), function);
}

gboolean
dora_register_read (DoraRegister *register_,
                    DoraTable table,
                    ConnectorsSheet *sheet,
                    GError **error)
{
  static void (*const readers[DORA_N_TABLES]) (DoraRegister *,
                                               ConnectorsSheet *) = {
    [DORA_B_02_01] = read_contract, [DORA_B_02_02] = read_service,
    [DORA_B_05_01] = read_provider, [DORA_B_05_02] = read_link,
    [DORA_B_06_01] = read_function,
  };
  g_autoptr (GError) reason = NULL;

  while (connectors_sheet_next (sheet, &reason))
    {
      readers[table](register_, sheet);
      register_->n_rows[table]++;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return TRUE;
}
