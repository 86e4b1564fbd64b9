/* SPDX-License-Identifier: EUPL-1.2
 *
 * Makes records of a DORA register of information: providers and their
 * parents become parties, the supply chain subcontractors, functions business
 * services, and each ICT service of a contract a resource that a function
 * needs.
 */
#include "config.h"

#include "connectors/connectors.h"
#include "connectors/dora/register.h"

#include <math.h>
#include <string.h>

#include <uitweg/money.h>

#include "connectors/common/sample.h"

static const UitwegConnectorOption options[] = {
  { NULL, NULL, NULL },
};

/* What the types of ICT service are (Annex III of the regulation). */
static const struct
{
  const char *code;
  const char *name;
  UitwegResourceKind kind;
  const char *chain; /* what a subcontractor of it does */
} service_types[] = {
  { "S01", "ICT project management", UITWEG_KIND_OTHER, "support" },
  { "S02", "ICT development", UITWEG_KIND_OTHER, "software" },
  { "S03", "ICT help desk", UITWEG_KIND_OTHER, "support" },
  { "S04", "ICT security management", UITWEG_KIND_OTHER, "administration" },
  { "S05", "provision of data", UITWEG_KIND_EXCHANGE, "data" },
  { "S06", "data analysis", UITWEG_KIND_PLATFORM, "data" },
  { "S07", "facilities and hosting, not cloud", UITWEG_KIND_FACILITY,
    "facility" },
  { "S08", "computation, not cloud", UITWEG_KIND_HOST, "operation" },
  { "S09", "storage, not cloud", UITWEG_KIND_POOL, "data" },
  { "S10", "telecom carrier", UITWEG_KIND_CONNECTIVITY, "connectivity" },
  { "S11", "network infrastructure", UITWEG_KIND_NETWORK, "connectivity" },
  { "S12", "hardware", UITWEG_KIND_HOST, "hardware" },
  { "S13", "software licences", UITWEG_KIND_APPLICATION, "software" },
  { "S14", "ICT operations", UITWEG_KIND_OTHER, "operation" },
  { "S15", "ICT consulting", UITWEG_KIND_OTHER, "support" },
  { "S16", "ICT risk management", UITWEG_KIND_OTHER, "support" },
  { "S17", "cloud: infrastructure", UITWEG_KIND_PLATFORM, "operation" },
  { "S18", "cloud: platform", UITWEG_KIND_PLATFORM, "operation" },
  { "S19", "cloud: software", UITWEG_KIND_SAAS, "software" },
};

typedef struct
{
  ConnectorsSource *source;
  DoraRegister *register_;
} Run;

static gsize
find_type (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (service_types); i++)
    if (g_ascii_strcasecmp (service_types[i].code, code) == 0)
      return i;
  return G_N_ELEMENTS (service_types);
}

static char *
party_id (const char *code)
{
  return connectors_make_id ("party/%s", code);
}

/* Keeps texts in order and each once. */
static void
sort_texts (GPtrArray *texts)
{
  g_ptr_array_sort (texts, connectors_compare_texts);
  for (guint i = texts->len; i-- > 1;)
    if (strcmp (g_ptr_array_index (texts, i), g_ptr_array_index (texts, i - 1))
        == 0)
      g_ptr_array_remove_index (texts, i);
}

static void
set_texts (UitwegTable *table, guint field, GPtrArray *texts)
{
  UitwegTable *list = base_table_begin_list (table, field);

  sort_texts (texts);
  for (guint i = 0; i < texts->len; i++)
    base_table_add_text (list, g_ptr_array_index (texts, i));
  base_table_end_list (table, field);
}

/* --- Parties --------------------------------------------------------------
 */

/* Who is named anywhere: providers, recipients, parents, customers. */
static GHashTable *
collect_codes (const DoraRegister *register_)
{
  GHashTable *codes = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, register_->providers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      DoraProvider *provider = value;

      g_hash_table_add (codes, key);
      if (provider->parent != NULL)
        g_hash_table_add (codes, provider->parent);
    }
  for (guint i = 0; i < register_->links->len; i++)
    {
      DoraLink *link = g_ptr_array_index (register_->links, i);

      g_hash_table_add (codes, link->provider);
      if (link->recipient != NULL)
        g_hash_table_add (codes, link->recipient);
    }
  for (guint i = 0; i < register_->services->len; i++)
    {
      DoraService *service = g_ptr_array_index (register_->services, i);

      if (service->provider != NULL)
        g_hash_table_add (codes, service->provider);
      if (service->customer != NULL)
        g_hash_table_add (codes, service->customer);
    }
  return codes;
}

/* The register names the ultimate parent and not its share: it is an owner,
 * how much it holds is not known. */
static void
write_owner (UitwegTable *table,
             guint32 row,
             const char *code,
             const DoraProvider *provider)
{
  /* words: all, part, none, end */
  if (provider == NULL || provider->parent == NULL)
    base_table_set_enum (table, row, UITWEG_PARTY_OWNERS_KNOWN,
                         UITWEG_OWNERS_NONE);
  else if (strcmp (provider->parent, code) == 0)
    base_table_set_enum (table, row, UITWEG_PARTY_OWNERS_KNOWN,
                         UITWEG_OWNERS_END);
  else
    {
      g_autofree char *parent = party_id (provider->parent);
      UitwegTable *owners = base_table_begin_list (table, UITWEG_PARTY_OWNERS);
      guint32 owner = base_table_append (owners);

      base_table_set_text (owners, owner, UITWEG_OWNER_PARTY, parent);
      base_table_end_list (table, UITWEG_PARTY_OWNERS);
      base_table_set_enum (table, row, UITWEG_PARTY_OWNERS_KNOWN,
                           UITWEG_OWNERS_PART);
    }
}

/* Those who serve this party in a chain: "code\nwhat for". */
static void
write_subcontractors (const DoraRegister *register_,
                      UitwegTable *table,
                      const char *code)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  UitwegTable *list;

  for (guint i = 0; i < register_->links->len; i++)
    {
      const DoraLink *link = g_ptr_array_index (register_->links, i);
      gsize type = find_type (link->service);

      if (g_strcmp0 (link->recipient, code) == 0 && link->rank > 1
          && strcmp (link->provider, code) != 0)
        g_ptr_array_add (keys, g_strjoin ("\n", link->provider,
                                          type < G_N_ELEMENTS (service_types)
                                              ? service_types[type].chain
                                              : "",
                                          NULL));
    }
  if (keys->len == 0)
    return;
  sort_texts (keys);
  list = base_table_begin_list (table, UITWEG_PARTY_SUBCONTRACTORS);
  for (guint i = 0; i < keys->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (keys, i), "\n", 2);
      g_autofree char *id = party_id (parts[0]);
      guint32 row = base_table_append (list);

      base_table_set_text (list, row, UITWEG_SUBCONTRACTOR_PARTY, id);
      if (parts[1][0] != '\0')
        base_table_set_text (list, row, UITWEG_SUBCONTRACTOR_FOR, parts[1]);
    }
  base_table_end_list (table, UITWEG_PARTY_SUBCONTRACTORS);
}

static void
write_parties (const Run *run)
{
  const DoraRegister *register_ = run->register_;
  UitwegTable *table = connectors_source_get_table (run->source,
                                                    UITWEG_RECORD_PARTY);
  g_autoptr (GHashTable) codes = collect_codes (register_);
  g_autoptr (GPtrArray) keys = connectors_sorted_keys (codes);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *code = g_ptr_array_index (keys, i);
      const DoraProvider *provider = g_hash_table_lookup (register_->providers,
                                                          code);
      g_autofree char *id = party_id (code);
      guint32 row = connectors_begin_record (run->source, UITWEG_RECORD_PARTY,
                                             id);

      if (provider != NULL)
        {
          connectors_set_text (table, row, UITWEG_PARTY_NAME, provider->name);
          base_table_set_text (table, row, UITWEG_PARTY_SEAT,
                               provider->country);
        }
      write_owner (table, row, code, provider);
      write_subcontractors (register_, table, code);
      connectors_end_record (run->source, UITWEG_RECORD_PARTY, row,
                             "dora.B_05.01", UITWEG_GRADE_DOCUMENTED);
    }
  connectors_source_add_count (run->source, "parties", keys->len);
}

/* --- Services, resources, contracts ---------------------------------------
 */

static char *
resource_id (const DoraService *service)
{
  return connectors_make_id (
      "dora/%s/%s/%s", service->contract,
      service->provider != NULL ? service->provider : "unknown",
      service->service != NULL ? service->service : "unknown");
}

/* One resource for each type of service of a contract and provider; rows that
 * differ in function or place are one. */
static void
write_resource (const Run *run, const DoraService *service, const char *id)
{
  UitwegTable *table = connectors_source_get_resources (run->source);
  const gsize type = find_type (service->service);
  const gboolean is_known = type < G_N_ELEMENTS (service_types);
  const DoraProvider *provider = service->provider != NULL
                                     ? g_hash_table_lookup (
                                         run->register_->providers,
                                         service->provider)
                                     : NULL;
  g_autofree char *party = service->provider != NULL
                               ? party_id (service->provider)
                               : NULL;
  g_autofree char *name = g_strdup_printf (
      "%s (%s)", is_known ? service_types[type].name : "ICT service",
      provider != NULL && provider->name != NULL ? provider->name
                                                 : service->contract);
  guint32 row = connectors_begin_resource (
      run->source, id, name,
      is_known ? service_types[type].kind : UITWEG_KIND_UNKNOWN, NULL);
  UitwegTable *tags;

  base_table_set_text (table, row, UITWEG_RESOURCE_PROVIDER, party);
  base_table_set_text (table, row, UITWEG_RESOURCE_REGION,
                       service->processed_in != NULL ? service->processed_in
                                                     : service->stored_in);
  tags = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  base_table_add_tag (tags, "dora_service", service->service);
  base_table_add_tag (tags, "data_at_rest", service->stored_in);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  connectors_end_resource (run->source, row, "dora.B_02.02",
                           UITWEG_GRADE_DOCUMENTED);
}

static gint
compare_services (gconstpointer a, gconstpointer b)
{
  const DoraService *first = *(const DoraService *const *) a;
  const DoraService *second = *(const DoraService *const *) b;
  g_autofree char *one = resource_id (first);
  g_autofree char *other = resource_id (second);
  gint order = strcmp (one, other);

  if (order == 0)
    order = g_strcmp0 (first->processed_in, second->processed_in);
  if (order == 0)
    order = g_strcmp0 (first->stored_in, second->stored_in);
  return order != 0 ? order : g_strcmp0 (first->function, second->function);
}

static void
write_resources (const Run *run)
{
  GPtrArray *services = run->register_->services;
  g_autofree char *last = NULL;
  guint n = 0;

  g_ptr_array_sort (services, compare_services);
  for (guint i = 0; i < services->len; i++)
    {
      const DoraService *service = g_ptr_array_index (services, i);
      g_autofree char *id = resource_id (service);

      if (g_strcmp0 (id, last) != 0)
        {
          write_resource (run, service, id);
          n++;
        }
      g_free (last);
      last = g_steal_pointer (&id);
    }
  connectors_source_add_count (run->source, "resources", n);
}

static void
write_function (const Run *run, const char *identifier)
{
  const DoraRegister *register_ = run->register_;
  const DoraFunction *function = g_hash_table_lookup (register_->functions,
                                                      identifier);
  UitwegTable *table = connectors_source_get_table (run->source,
                                                    UITWEG_RECORD_SERVICE);
  g_autofree char *id = connectors_make_id ("service/%s", identifier);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  guint32 row = connectors_begin_record (run->source, UITWEG_RECORD_SERVICE,
                                         id);

  if (function != NULL)
    {
      connectors_set_text (table, row, UITWEG_SERVICE_NAME, function->name);
      if (function->critical >= 0)
        base_table_set_enum (table, row, UITWEG_SERVICE_CRITICALITY,
                             function->critical == 1 ? UITWEG_CRITICALITY_HIGH
                                                     : UITWEG_CRITICALITY_LOW);
      base_table_set_number (table, row, UITWEG_SERVICE_RTO_HOURS,
                             function->rto_hours);
      base_table_set_number (table, row, UITWEG_SERVICE_RPO_HOURS,
                             function->rpo_hours);
    }
  for (guint i = 0; i < register_->services->len; i++)
    {
      const DoraService *service = g_ptr_array_index (register_->services, i);

      if (g_strcmp0 (service->function, identifier) == 0)
        g_ptr_array_add (members, resource_id (service));
    }
  set_texts (table, UITWEG_SERVICE_MEMBERS, members);
  connectors_end_record (run->source, UITWEG_RECORD_SERVICE, row,
                         "dora.B_06.01", UITWEG_GRADE_DOCUMENTED);
}

static void
write_functions (const Run *run)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, run->register_->functions);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (all, key);
  for (guint i = 0; i < run->register_->services->len; i++)
    {
      DoraService *service = g_ptr_array_index (run->register_->services, i);

      if (service->function != NULL)
        g_hash_table_add (all, service->function);
    }
  keys = connectors_sorted_keys (all);
  for (guint i = 0; i < keys->len; i++)
    write_function (run, g_ptr_array_index (keys, i));
  connectors_source_add_count (run->source, "functions", keys->len);
}

/* What the rows of B_02.02 say of a contract: the earliest start, the latest
 * end, unless one is open. */
static void
write_contract_terms (const Run *run,
                      const char *reference,
                      UitwegTable *table,
                      guint32 row)
{
  const GPtrArray *services = run->register_->services;
  g_autoptr (GPtrArray) covers = g_ptr_array_new_with_free_func (g_free);
  UitwegDay start = UITWEG_DAY_UNKNOWN;
  UitwegDay end = UITWEG_DAY_UNKNOWN;
  gint64 notice = UITWEG_UNKNOWN;
  gboolean is_open = FALSE;

  for (guint i = 0; i < services->len; i++)
    {
      const DoraService *service = g_ptr_array_index (services, i);
      g_autofree char *provider = NULL;
      g_autofree char *customer = NULL;

      if (strcmp (service->contract, reference) != 0)
        continue;
      provider = service->provider != NULL ? party_id (service->provider)
                                           : NULL;
      customer = service->customer != NULL ? party_id (service->customer)
                                           : NULL;
      base_table_set_text (table, row, UITWEG_CONTRACT_PROVIDER, provider);
      base_table_set_text (table, row, UITWEG_CONTRACT_CUSTOMER, customer);
      if (service->start != UITWEG_DAY_UNKNOWN
          && (start == UITWEG_DAY_UNKNOWN || service->start < start))
        start = service->start;
      is_open = is_open || service->end == UITWEG_DAY_UNKNOWN;
      if (service->end != UITWEG_DAY_UNKNOWN
          && (end == UITWEG_DAY_UNKNOWN || service->end > end))
        end = service->end;
      notice = MAX (notice, service->notice_days);
      g_ptr_array_add (covers, resource_id (service));
    }
  base_table_set_day (table, row, UITWEG_CONTRACT_START, start);
  base_table_set_day (table, row, UITWEG_CONTRACT_END,
                      is_open ? UITWEG_DAY_UNKNOWN : end);
  base_table_set_int64 (table, row, UITWEG_CONTRACT_NOTICE_DAYS, notice);
  set_texts (table, UITWEG_CONTRACT_COVERS, covers);
}

static void
write_contracts (const Run *run)
{
  UitwegTable *table = connectors_source_get_table (run->source,
                                                    UITWEG_RECORD_CONTRACT);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, run->register_->contracts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (all, key);
  for (guint i = 0; i < run->register_->services->len; i++)
    g_hash_table_add (
        all, ((DoraService *) g_ptr_array_index (run->register_->services, i))
                 ->contract);
  keys = connectors_sorted_keys (all);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *reference = g_ptr_array_index (keys, i);
      const DoraContract *contract = g_hash_table_lookup (
          run->register_->contracts, reference);
      g_autofree char *id = connectors_make_id ("contract/%s", reference);
      guint32 row = connectors_begin_record (run->source,
                                             UITWEG_RECORD_CONTRACT, id);
      UitwegTable *tags;

      write_contract_terms (run, reference, table, row);
      tags = base_table_begin_list (table, UITWEG_CONTRACT_TAGS);
      if (contract != NULL)
        {
          base_table_add_tag (tags, "overarching", contract->overarching);
          base_table_add_tag (tags, "dora_type", contract->type);
          if (contract->annual != UITWEG_UNKNOWN)
            {
              g_autofree char *amount = uitweg_money_format (contract->annual);
              g_autofree char *annual = g_strjoin (" ", amount,
                                                   contract->currency, NULL);

              base_table_add_tag (tags, "annual_expense", annual);
            }
        }
      base_table_end_list (table, UITWEG_CONTRACT_TAGS);
      connectors_end_record (run->source, UITWEG_RECORD_CONTRACT, row,
                             "dora.B_02.01", UITWEG_GRADE_DOCUMENTED);
    }
  connectors_source_add_count (run->source, "contracts", keys->len);
}

/* --- The connector --------------------------------------------------------
 */

static gboolean
read_sheet (
    Run *run, ConnectorsBook *book, guint number, gboolean *any, GError **error)
{
  g_autoptr (ConnectorsSheet)
      sheet = connectors_sheet_open (book, number, run->source, error);
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  const char *name = connectors_book_get_sheet_name (book, number);
  gint table;

  if (sheet == NULL)
    return FALSE;
  for (guint32 i = 0; i < connectors_sheet_get_n_columns (sheet); i++)
    g_ptr_array_add (heads, (gpointer) connectors_sheet_get_head (sheet, i));
  table = dora_find_table ((const char *const *) heads->pdata, heads->len,
                           name);
  if (table == -1)
    connectors_source_add_note (run->source, connectors_book_get_path (book),
                                "left out the table %s: it says nothing of "
                                "contracts, providers or functions",
                                name);
  if (table < 0)
    return TRUE;
  *any = TRUE;
  return dora_register_read (run->register_, (DoraTable) table, sheet, error);
}

static gboolean
read_book (Run *run, const char *path, GError **error)
{
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, error);
  gboolean any = FALSE;

  if (book == NULL)
    return FALSE;
  connectors_source_add_file (run->source, path,
                              connectors_book_get_sha256 (book));
  for (guint i = 0; i < connectors_book_get_n_sheets (book); i++)
    if (!read_sheet (run, book, i, &any, error))
      return FALSE;
  if (!any)
    connectors_source_add_note (run->source, path,
                                "found no table of a register, expected one "
                                "of B_02.01, B_02.02, B_05.01, B_05.02, "
                                "B_06.01");
  return TRUE;
}

static void
note_missing (const Run *run)
{
  for (guint i = 0; i < DORA_N_TABLES; i++)
    {
      g_autofree char *key = g_strdup_printf (
          "rows_%s", dora_table_get_name ((DoraTable) i));

      connectors_source_add_count (run->source, key, run->register_->n_rows[i]);
      if (run->register_->n_rows[i] == 0)
        connectors_source_add_problem (run->source,
                                       dora_table_get_name ((DoraTable) i), 0,
                                       "the table has no rows or was not "
                                       "given");
    }
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): named by the digest of the first file */
static ConnectorsSource *
new_source (const char *path,
            const UitwegCollectRequest *request,
            UitwegEstateBuilder *builder,
            GError **error)
{
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, error);
  g_autofree char *id = NULL;

  if (book == NULL)
    return NULL;
  id = g_strdup_printf ("dora-register/%.12s",
                        connectors_book_get_sha256 (book));
  return connectors_source_new ("dora-register", id, request, builder);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (DoraRegister) register_ = dora_register_new ();
  g_autoptr (ConnectorsSource) source = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  Run run = { .register_ = register_ };
  guint n_rows = 0;

  if (!connectors_check_options (&connectors_dora, request, error))
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, compare_paths);
  source = new_source (g_ptr_array_index (paths, 0), request, builder, error);
  if (source == NULL)
    return FALSE;
  connectors_source_set_asked (source, g_ptr_array_index (paths, 0));
  run.source = source;
  for (guint i = 0; i < paths->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_book (&run, g_ptr_array_index (paths, i), error))
      return FALSE;
  for (guint i = 0; i < DORA_N_TABLES; i++)
    n_rows += register_->n_rows[i];
  if (n_rows == 0)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: found no row of a register, expected a table with the "
                   "columns c0010, c0020 ... of B_02.01, B_02.02, B_05.01, "
                   "B_05.02 or B_06.01",
                   (const char *) g_ptr_array_index (paths, 0));
      return FALSE;
    }
  write_parties (&run);
  write_resources (&run);
  write_functions (&run);
  write_contracts (&run);
  note_missing (&run);
  connectors_source_finish (source);
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const names[] = { "c0010", "c0020", "c0030", NULL };
  gboolean is_register = FALSE;

  if (sample->form == CONNECTORS_FORM_TABLE)
    is_register = connectors_sample_has_columns (sample, names)
                  || connectors_sample_has_column (sample, "B_02.01.0010")
                  || connectors_sample_has_column (sample, "B_02.02.0010")
                  || connectors_sample_has_column (sample, "B_05.01.0010")
                  || connectors_sample_has_column (sample, "B_05.02.0010")
                  || connectors_sample_has_column (sample, "B_06.01.0010");
  else if (sample->form == CONNECTORS_FORM_WORKBOOK)
    is_register = connectors_sample_has_member (sample, "b_05.01")
                  || connectors_sample_has_member (sample, "b_02.01");
  if (!is_register)
    return CONNECTORS_NOT_MINE;
  *what_out = "table of a DORA register of information";
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_dora = {
  .api = UITWEG_CONNECTOR_API,
  .name = "dora-register",
  .summary = "DORA register of information: B_02.01, B_02.02, B_05.01, "
             "B_05.02, B_06.01 (CSV, XLSX)",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
