/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a row is billed as, and what it tells of the thing behind it: the half
 * of reading in which the three kinds of bills differ.
 */
#include "config.h"

#include "connectors/focus/reader.h"

#include <string.h>

#include "connectors/common/secrets.h"

#define DAY_SECONDS 86400
#define SUBSCRIPTIONS "/subscriptions/"

typedef struct
{
  const char *word;
  FocusKind kind;
} KindWord;

/* Of FOCUS, of Azure, of the Cost and Usage Report; case is folded. */
static const KindWord kind_words[] = {
  { "Usage", FOCUS_KIND_USAGE },
  { "Purchase", FOCUS_KIND_PURCHASE },
  { "Tax", FOCUS_KIND_TAX },
  { "Credit", FOCUS_KIND_CREDIT },
  { "Adjustment", FOCUS_KIND_ADJUSTMENT },
  { "UnusedReservation", FOCUS_KIND_UNUSED },
  { "UnusedSavingsPlan", FOCUS_KIND_UNUSED },
  { "Refund", FOCUS_KIND_ADJUSTMENT },
  { "RoundingAdjustment", FOCUS_KIND_ADJUSTMENT },
  { "DiscountedUsage", FOCUS_KIND_USAGE },
  { "SavingsPlanCoveredUsage", FOCUS_KIND_USAGE },
  { "SavingsPlanNegation", FOCUS_KIND_USAGE },
  { "SavingsPlanRecurringFee", FOCUS_KIND_PURCHASE },
  { "SavingsPlanUpfrontFee", FOCUS_KIND_PURCHASE },
  { "RIFee", FOCUS_KIND_PURCHASE },
  { "Fee", FOCUS_KIND_PURCHASE },
  { "BundledDiscount", FOCUS_KIND_CREDIT },
  { "EdpDiscount", FOCUS_KIND_CREDIT },
  { "PrivateRateDiscount", FOCUS_KIND_CREDIT },
  { "Discount", FOCUS_KIND_CREDIT },
};

static void
hash_cell (FocusReader *reader, guint64 *hash, guint32 column)
{
  gsize length;
  const char *text = base_csv_peek_cell (reader->csv, column, &length);

  if (text != NULL)
    focus_hash_bytes (hash, text, length);
  else
    hash[0]++;
}

static FocusKind
kind_of (const char *word)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (kind_words); i++)
    if (g_ascii_strcasecmp (word, kind_words[i].word) == 0)
      return kind_words[i].kind;
  return FOCUS_KIND_OTHER;
}

/* The number of a text made of another, kept beside it. */
static guint32
get_folded (FocusReader *reader,
            GArray *folded,
            guint32 text,
            char *(*fold) (const char *text))
{
  guint32 *number;

  if (text == UITWEG_NONE)
    return UITWEG_NONE;
  while (folded->len <= text)
    {
      const guint32 none = UITWEG_NONE;

      g_array_append_val (folded, none);
    }
  number = &g_array_index (folded, guint32, text);
  if (*number == UITWEG_NONE)
    {
      g_autofree char *made = fold (focus_ledger_text (reader->ledger, text));

      *number = focus_ledger_intern (reader->ledger, made, strlen (made));
    }
  return *number;
}

/* Case says nothing in ids of Azure. (transfer full) */
static char *
fold_id (const char *text)
{
  char *folded = g_strstrip (g_strdup (text));
  gsize length = strlen (folded);

  if (folded[0] != '/')
    return folded;
  for (char *at = folded; *at != '\0'; at++)
    *at = g_ascii_tolower (*at);
  while (length > 1 && folded[length - 1] == '/')
    folded[--length] = '\0';
  return folded;
}

/* "/subscriptions/1CAA…" and "1caa…" are one. (transfer full) */
static char *
fold_account (const char *text)
{
  gboolean is_path = g_ascii_strncasecmp (text, SUBSCRIPTIONS,
                                          strlen (SUBSCRIPTIONS))
                     == 0;

  return is_path ? g_ascii_strdown (text + strlen (SUBSCRIPTIONS), -1)
                 : g_strstrip (g_strdup (text));
}

/* "East US 2" is eastus2. (transfer full) */
static char *
fold_region (const char *text)
{
  char *folded = g_ascii_strdown (text, -1);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ' && *from != '(' && *from != ')')
      *to++ = *from;
  *to = '\0';
  return folded;
}

/* (transfer full) */
static char *
fold_guid (const char *text)
{
  return g_ascii_strdown (text, -1);
}

static guint32
get_currency (FocusReader *reader)
{
  guint32 number = focus_reader_text (reader, FOCUS_CURRENCY);
  const char *text = focus_ledger_text (reader->ledger, number);

  if (text == NULL || strlen (text) != 3)
    return UITWEG_NONE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_isupper (text[i]))
      return UITWEG_NONE;
  return number;
}

static guint32
get_provider (FocusReader *reader)
{
  guint32 provider;

  if (reader->file->dialect == FOCUS_DIALECT_AZURE)
    return reader->azure;
  if (reader->file->dialect == FOCUS_DIALECT_CUR)
    return reader->aws;
  provider = focus_reader_text (reader, FOCUS_PROVIDER);
  return provider != UITWEG_NONE ? provider
                                 : focus_reader_text (reader, FOCUS_ISSUER);
}

static guint32
get_account (FocusReader *reader)
{
  guint32 account = focus_reader_text (reader, FOCUS_ACCOUNT);

  if (account == UITWEG_NONE)
    account = focus_reader_text (reader, FOCUS_PAYER);
  return get_folded (
      reader, reader->folded_names, account,
      reader->file->dialect == FOCUS_DIALECT_AZURE ? fold_guid : fold_account);
}

static gboolean
is_word (FocusReader *reader, FocusColumn column, const char *word)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, column);

  return cell != NULL && g_ascii_strcasecmp (cell->text, word) == 0;
}

/* A reservation is bought like a thing, and is none. */
static gboolean
is_commitment_id (const char *id)
{
  return strstr (id, "/reservationorders/") != NULL
         || strstr (id, "/savingsplanorders/") != NULL
         || strstr (id, ":reserved-instances/") != NULL
         || strstr (id, ":savingsplan/") != NULL;
}

/* Whether the row's thing was seen under this spelling before. */
static void
count_id (FocusReader *reader, guint32 id)
{
  GArray *seen = reader->ledger->seen_ids;

  if (seen->len <= id)
    g_array_set_size (seen, MAX (id + 1, seen->len * 2));
  if (g_array_index (seen, guint8, id) != 0)
    return;
  g_array_index (seen, guint8, id) = 1;
  reader->ledger->n_ids++;
}

static guint32
get_thing (FocusReader *reader, const FocusKey *key)
{
  const guint32 id = focus_reader_text (reader, FOCUS_RESOURCE);
  guint32 folded;
  const char *text;

  if (id == UITWEG_NONE)
    return UITWEG_NONE;
  folded = get_folded (reader, reader->folded_ids, id, fold_id);
  text = focus_ledger_text (reader->ledger, folded);
  count_id (reader, id);
  if (is_commitment_id (text))
    return UITWEG_NONE;
  return focus_ledger_get_thing (
      reader->ledger, key->provider,
      text[0] == '/' || g_str_has_prefix (text, "arn:") ? UITWEG_NONE
                                                        : key->account,
      folded);
}

static gboolean
read_cell_amount (FocusReader *reader,
                  FocusColumn column,
                  FocusAmount *amount_out)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, column);

  return cell != NULL
         && focus_amount_parse (cell->text, cell->length,
                                base_csv_get_delimiter (reader->csv) == ',',
                                amount_out)
                == FOCUS_AMOUNT_OK;
}

/* The fee for a commitment: what was used of it stands with its usage, so
 * that only what nothing used is left. Unknown counts as none, and is told. */
static void
set_unused (FocusReader *reader, FocusRow *row, gboolean is_plan)
{
  const FocusAmount none = { 0, 0, 0 };
  FocusAmount first, second;

  row->effective = none;
  if (!read_cell_amount (reader,
                         is_plan ? FOCUS_PLAN_COMMITTED
                                 : FOCUS_RESERVED_UNUSED_UPFRONT,
                         &first)
      || !read_cell_amount (
          reader, is_plan ? FOCUS_PLAN_USED : FOCUS_RESERVED_UNUSED_FEE,
          &second))
    {
      reader->file->n_without_unused++;
      return;
    }
  if (is_plan)
    focus_amount_negate (&second);
  if (focus_amount_add (&first, &second) && !focus_amount_is_negative (&first))
    row->effective = first;
}

/* What covered usage really costs, and the row that takes it away again. */
static void
set_cur_effective (FocusReader *reader, FocusRow *row)
{
  const FocusAmount none = { 0, 0, 0 };

  if (is_word (reader, FOCUS_CHARGE, "SavingsPlanNegation")
      || is_word (reader, FOCUS_CHARGE, "SavingsPlanUpfrontFee")
      || (is_word (reader, FOCUS_CHARGE, "Fee")
          && row->key.commitment != UITWEG_NONE))
    row->effective = none;
  else if (is_word (reader, FOCUS_CHARGE, "SavingsPlanRecurringFee"))
    set_unused (reader, row, TRUE);
  else if (is_word (reader, FOCUS_CHARGE, "RIFee"))
    set_unused (reader, row, FALSE);
  else if (is_word (reader, FOCUS_CHARGE, "DiscountedUsage"))
    reader->file->n_without_effective += read_cell_amount (
                                             reader, FOCUS_RESERVED_EFFECTIVE,
                                             &row->effective)
                                             ? 0
                                             : 1;
  else if (is_word (reader, FOCUS_CHARGE, "SavingsPlanCoveredUsage"))
    reader->file->n_without_effective += read_cell_amount (reader,
                                                           FOCUS_PLAN_EFFECTIVE,
                                                           &row->effective)
                                             ? 0
                                             : 1;
}

/* Purchases and usage of commitments tell which view a file of Azure is. */
static void
set_azure_view (FocusReader *reader, FocusRow *row)
{
  const gboolean draws = is_word (reader, FOCUS_PRICING, "Reservation")
                         || is_word (reader, FOCUS_PRICING, "SavingsPlan");

  if (row->key.kind == FOCUS_KIND_UNUSED)
    reader->file->has_spread = TRUE;
  if ((!draws && row->key.commitment == UITWEG_NONE)
      || focus_amount_is_zero (&row->billed))
    return;
  if (row->key.kind == FOCUS_KIND_PURCHASE)
    {
      reader->file->has_prepaid = TRUE;
      row->effective = (FocusAmount){ 0, 0, 0 };
    }
  else if (row->key.kind == FOCUS_KIND_USAGE)
    reader->file->has_spread = TRUE;
}

/* The last second of a commitment, as the first day without it. */
static gint32
get_end (FocusReader *reader, FocusColumn column)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, column);
  gint64 end = cell != NULL ? focus_time_parse (cell->text, cell->length)
                            : UITWEG_UNKNOWN;

  if (end == UITWEG_UNKNOWN)
    return G_MININT32;
  return (gint32) ((end + DAY_SECONDS - 1) / DAY_SECONDS);
}

static void
set_commitment (FocusReader *reader, FocusRow *row)
{
  FocusLedger *ledger = reader->ledger;
  FocusColumn end_column = FOCUS_COMMITMENT_END;
  guint32 id = focus_reader_text (reader, FOCUS_COMMITMENT);
  guint32 type = focus_reader_text (reader, FOCUS_COMMITMENT_TYPE);
  FocusCommitment *commitment;
  const BaseCsvCell *term;

  row->key.commitment = UITWEG_NONE;
  if (id == UITWEG_NONE)
    {
      id = focus_reader_text (reader, FOCUS_PLAN);
      end_column = FOCUS_PLAN_END;
    }
  if (id == UITWEG_NONE)
    return;
  id = get_folded (reader, reader->folded_ids, id, fold_id);
  row->key.commitment = focus_ledger_get_commitment (ledger, row->key.provider,
                                                     id);
  commitment = &g_array_index (ledger->commitments, FocusCommitment,
                               row->key.commitment);
  if (type == UITWEG_NONE)
    type = focus_reader_text (reader, FOCUS_PRICING);
  commitment->type = focus_ledger_least (ledger, commitment->type, type);
  commitment->name = focus_ledger_least (
      ledger, commitment->name,
      focus_reader_text (reader, FOCUS_COMMITMENT_NAME));
  commitment->end = MAX (commitment->end, get_end (reader, end_column));
  term = focus_reader_cell (reader, FOCUS_TERM);
  if (term != NULL && term->length <= 3)
    commitment->months = MAX (commitment->months,
                              (gint) g_ascii_strtoull (term->text, NULL, 10));
  if (row->key.kind == FOCUS_KIND_PURCHASE
      && (is_word (reader, FOCUS_FREQUENCY, "OneTime")
          || is_word (reader, FOCUS_FREQUENCY, "One-Time")))
    commitment->start = MAX (commitment->start,
                             (gint32) (row->start / DAY_SECONDS));
}

void
focus_row_classify (FocusReader *reader, FocusRow *row)
{
  FocusKey *key = &row->key;
  guint32 charge = focus_reader_text (reader, FOCUS_CHARGE);

  key->kind = kind_of (focus_ledger_text (reader->ledger, charge));
  if (key->kind == FOCUS_KIND_USAGE
      && is_word (reader, FOCUS_COMMITMENT_STATUS, "Unused"))
    key->kind = FOCUS_KIND_UNUSED;
  key->currency = get_currency (reader);
  key->provider = get_provider (reader);
  key->account = get_account (reader);
  key->service = focus_reader_text (reader, FOCUS_SERVICE);
  key->region = get_folded (reader, reader->folded_names,
                            focus_reader_text (reader, FOCUS_REGION),
                            fold_region);
  set_commitment (reader, row);
  key->thing = get_thing (reader, key);
}

void
focus_row_set_effective (FocusReader *reader, FocusRow *row)
{
  if (reader->file->dialect == FOCUS_DIALECT_CUR)
    set_cur_effective (reader, row);
  else if (reader->file->dialect == FOCUS_DIALECT_AZURE)
    set_azure_view (reader, row);
}

/* Tags. */

static void
take_tag (FocusReader *reader, FocusThing *thing, gint tag, const char *value)
{
  g_autofree char *clean = NULL;

  if (tag == CONNECTORS_TAG_ENVIRONMENT)
    {
      gint environment = connectors_environment_of (value);

      if (environment >= 0)
        thing->environment = thing->environment < 0
                                 ? environment
                                 : MIN (thing->environment, environment);
    }
  if (tag != CONNECTORS_TAG_APPLICATION)
    return;
  clean = connectors_clean_public (value);
  if (clean != NULL)
    thing->application = focus_ledger_least (
        reader->ledger, thing->application,
        focus_ledger_intern (reader->ledger, clean, strlen (clean)));
}

/* An object of JSON, or of Azure its members without the braces. */
static void
take_tags (FocusReader *reader, FocusThing *thing, const BaseCsvCell *cell)
{
  g_autofree char *braced = NULL;
  const char *text = cell->text;
  gsize length = cell->length;
  const BaseNode *root;

  if (text[0] != '{')
    {
      braced = g_strconcat ("{", text, "}", NULL);
      text = braced;
      length += 2;
    }
  if (!base_json_parse (reader->doc, "tags", 1, text, length, 64, NULL))
    return;
  root = base_doc_node (reader->doc, 0);
  if (root->kind != BASE_NODE_MAP)
    return;
  for (const BaseNode *node = base_doc_first (reader->doc, root); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      /* "user_application" and "user:application" of AWS */
      const char *key = node->key;

      if (g_str_has_prefix (key, "user_") || g_str_has_prefix (key, "user:"))
        key += 5;
      if (node->kind == BASE_NODE_STRING)
        take_tag (reader, thing, (gint) connectors_tag_of (key), node->text);
    }
}

static void
describe_tags (FocusReader *reader, FocusThing *thing)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, FOCUS_TAGS);

  if (cell != NULL)
    take_tags (reader, thing, cell);
  for (guint i = 0; i < reader->tag_columns->len; i++)
    {
      const FocusTagColumn *column = &g_array_index (reader->tag_columns,
                                                     FocusTagColumn, i);
      const char *text = base_csv_get_text (reader->csv, column->column);

      if (text != NULL && text[0] != '\0')
        take_tag (reader, thing, column->tag, text);
    }
}

static void
add_party (FocusReader *reader, FocusColumn column, guint role)
{
  guint32 text = focus_reader_text (reader, column);
  guint32 *last = &reader->last_party[column == FOCUS_ISSUER ? 1 : 0];
  gpointer key = GUINT_TO_POINTER (text);
  guint roles;

  if (text == UITWEG_NONE || text == *last)
    return;
  *last = text;
  roles = GPOINTER_TO_UINT (g_hash_table_lookup (reader->ledger->parties, key));
  g_hash_table_insert (reader->ledger->parties, key,
                       GUINT_TO_POINTER (roles | role));
}

/* Without cutting the cell, which is mostly as it was. */
gboolean
focus_row_is_tagged (FocusReader *reader)
{
  const guint32 column = reader->columns[FOCUS_TAGS];
  gsize length;
  const char *text = column != UITWEG_NONE
                         ? base_csv_peek_cell (reader->csv, column, &length)
                         : NULL;

  return text != NULL && length > 0
         && (length != 4 || memcmp (text, "NULL", 4) != 0)
         && (length != 2 || memcmp (text, "\"\"", 2) != 0);
}

/* Of all cells that describe a thing; never 0. */
static guint64
hash_description (FocusReader *reader, const FocusKey *key)
{
  static const FocusColumn columns[] = { FOCUS_NAME, FOCUS_TYPE, FOCUS_CATEGORY,
                                         FOCUS_ZONE, FOCUS_TAGS };
  guint64 hash[] = { (guint64) key->service << 32 ^ key->region, key->account };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    hash_cell (reader, hash, reader->columns[columns[i]]);
  for (guint i = 0; i < reader->tag_columns->len; i++)
    hash_cell (reader, hash,
               g_array_index (reader->tag_columns, FocusTagColumn, i).column);
  return (hash[0] ^ hash[1]) | 1;
}

void
focus_row_describe (FocusReader *reader, const FocusRow *row)
{
  FocusLedger *ledger = reader->ledger;
  FocusThing *thing;
  guint64 hash;

  add_party (reader, FOCUS_PUBLISHER, FOCUS_ROLE_PUBLISHER);
  add_party (reader, FOCUS_ISSUER, FOCUS_ROLE_ISSUER);
  if (row->key.thing == UITWEG_NONE)
    return;
  thing = &g_array_index (ledger->things, FocusThing, row->key.thing);
  hash = hash_description (reader, &row->key);
  if (thing->described == hash)
    return;
  thing->described = hash;
  describe_tags (reader, thing);
  thing->name = focus_ledger_least (ledger, thing->name,
                                    focus_reader_text (reader, FOCUS_NAME));
  thing->type = focus_ledger_least (ledger, thing->type,
                                    focus_reader_text (reader, FOCUS_TYPE));
  thing->category = focus_ledger_least (
      ledger, thing->category, focus_reader_text (reader, FOCUS_CATEGORY));
  thing->zone = focus_ledger_least (ledger, thing->zone,
                                    focus_reader_text (reader, FOCUS_ZONE));
  thing->service = focus_ledger_least (ledger, thing->service,
                                       row->key.service);
  thing->region = focus_ledger_least (ledger, thing->region, row->key.region);
  thing->account = focus_ledger_least (ledger, thing->account,
                                       row->key.account);
}

/* Traffic. */

/* Whether a description means traffic to the internet: out, and not to
 * another zone or region of the same provider. */
static gboolean
means_egress (const char *text)
{
  static const char *const out[] = { "transfer out",       "transfer - out",
                                     "transfer-out-bytes", "internet egress",
                                     "data egress",        NULL };
  static const char *const inner[] = { "inter-region",      "inter region",
                                       "interregion",       "intra",
                                       "inter-az",          "between",
                                       "regional",          "inter-zone",
                                       "availability zone", NULL };
  g_autofree char *folded = g_ascii_strdown (text, -1);
  gboolean is_out = FALSE;

  for (guint i = 0; out[i] != NULL; i++)
    is_out = is_out || strstr (folded, out[i]) != NULL;
  for (guint i = 0; inner[i] != NULL; i++)
    is_out = is_out && strstr (folded, inner[i]) == NULL;
  return is_out;
}

/* How many MiB a unit is: "GB", "1 GB", "100 GB", "TB"; 0 if it is no size. */
static gint64
unit_of (const char *text)
{
  char *rest;
  guint64 block = g_ascii_strtoull (text, &rest, 10);
  gint64 unit = 0;

  while (*rest == ' ')
    rest++;
  if (g_ascii_strcasecmp (rest, "GB") == 0
      || g_ascii_strcasecmp (rest, "GiB") == 0
      || g_ascii_strcasecmp (rest, "Gibibytes") == 0)
    unit = 1024;
  else if (g_ascii_strcasecmp (rest, "TB") == 0
           || g_ascii_strcasecmp (rest, "TiB") == 0)
    unit = 1024 * 1024;
  else if (g_ascii_strcasecmp (rest, "MB") == 0
           || g_ascii_strcasecmp (rest, "MiB") == 0)
    unit = 1;
  if (rest == text)
    return unit;
  return block >= 1 && block <= 1000000 ? unit * (gint64) block : 0;
}

/* 0 if the row is none, else how many MiB its unit is. */
gint64
focus_row_get_egress_unit (FocusReader *reader)
{
  guint32 unit = focus_reader_text (reader, FOCUS_UNIT);
  guint32 text = focus_reader_text (reader, FOCUS_DESCRIPTION);
  guint8 *known;

  if (text == UITWEG_NONE)
    return 0;
  if (reader->egress->len <= text)
    g_array_set_size (reader->egress, MAX (text + 1, reader->egress->len * 2));
  known = &g_array_index (reader->egress, guint8, text);
  if (*known == 0)
    *known = means_egress (focus_ledger_text (reader->ledger, text)) ? 2 : 1;
  if (*known == 1)
    return 0;
  /* Usage types of the report that count bytes are in GB. */
  return unit != UITWEG_NONE
             ? unit_of (focus_ledger_text (reader->ledger, unit))
             : 1024 * (reader->file->dialect == FOCUS_DIALECT_CUR);
}

/* 1 MiB = 1/1024 GiB, which is a decimal of 10 places. */
static gboolean
scale_mib (FocusAmount *amount, gint64 n_mib)
{
  g_autofree char *text = focus_amount_format (amount);
  double gib = g_ascii_strtod (text, NULL) * ((double) n_mib / 1024);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (number, sizeof number, gib);
  return focus_amount_parse (number, strlen (number), FALSE, amount)
         == FOCUS_AMOUNT_OK;
}

gboolean
focus_row_get_egress (FocusReader *reader, gint64 unit, FocusAmount *gib_out)
{
  if (unit == 0 || !read_cell_amount (reader, FOCUS_QUANTITY, gib_out))
    return FALSE;
  return unit == 1024 || scale_mib (gib_out, unit);
}
