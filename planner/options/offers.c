/* SPDX-License-Identifier: EUPL-1.2
 *
 * Price lists as they hold at the targets. Rows of the catalog become offers
 * in euro; targets whose offers are the same share a price class, so that a
 * resource is priced once for a class and not once for each region.
 */
#include "config.h"

#include "options/offers.h"

#include <string.h>

/* Set in a class list where the row's words do not tie it to the region. */
#define LOOSE (1U << 31)

static const char *const kind_words[OPTIONS_N_OFFER_KINDS] = {
  "vm",         "block",      "object", "file",  "egress", "load_balancer",
  "kubernetes", "postgresql", "mysql",  "redis", "kafka",  "opensearch",
  "mongodb",
};

struct _OptionsOffers
{
  const UitwegCatalog *catalog;
  const UitwegScenario *scenario;
  GArray *offers; /* OptionsOffer by kind, key, row */
  guint first[OPTIONS_N_OFFER_KINDS + 1];
  GArray *lists; /* OptionsOffer copies without quotes, likewise */
  guint first_list[OPTIONS_N_OFFER_KINDS + 1];
  GArray *members; /* guint32 offer | LOOSE, class by class */
  GArray *starts;  /* guint32 OPTIONS_N_OFFER_KINDS + 1 a class */
  guint *class_of; /* by target */
};

gint
options_find_offer_kind (const char *word)
{
  for (guint kind = 0; kind < OPTIONS_N_OFFER_KINDS; kind++)
    if (g_str_equal (kind_words[kind], word))
      return (gint) kind;
  return -1;
}

const UitwegRate *
options_find_rate (const UitwegScenario *scenario, const char *currency)
{
  const UitwegRate *newest = NULL;

  for (guint i = 0; i < scenario->n_rates; i++)
    if (g_str_equal (scenario->rates[i].currency, currency)
        && (newest == NULL || scenario->rates[i].date > newest->date))
      newest = &scenario->rates[i];
  return newest;
}

/* Whether one of the words, parted by `|`, stands in the text. */
static gboolean
has_word (const char *words, const char *text)
{
  g_autofree char *lower = NULL;
  g_auto (GStrv) list = NULL;

  if (words == NULL || text == NULL)
    return FALSE;
  lower = g_ascii_strdown (text, -1);
  list = g_strsplit (words, "|", -1);
  for (guint i = 0; list[i] != NULL; i++)
    if (list[i][0] != '\0' && strstr (lower, list[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Cold classes, later steps of a ladder: not what an ordinary need pays. */
static gboolean
is_standard (const UitwegCatalog *catalog,
             const UitwegPrice *price,
             OptionsOfferKind kind)
{
  const char *words = NULL;

  if (kind == OPTIONS_OFFER_OBJECT)
    words = uitweg_catalog_text (catalog, "cost.not_standard.object");
  else if (kind == OPTIONS_OFFER_BLOCK)
    words = uitweg_catalog_text (catalog, "cost.not_standard.block");
  return !has_word (words, price->name) && !has_word (words, price->note);
}

static gboolean
is_per_size (OptionsOfferKind kind)
{
  return kind == OPTIONS_OFFER_BLOCK || kind == OPTIONS_OFFER_OBJECT
         || kind == OPTIONS_OFFER_FILE || kind == OPTIONS_OFFER_EGRESS;
}

static UitwegGrade
get_grade (const UitwegPrice *price, const UitwegRate *rate)
{
  UitwegGrade grade = uitweg_confidence_get_grade (price->confidence);

  if (price->vat == NULL || !g_str_equal (price->vat, "excluded"))
    grade = MAX (grade, UITWEG_GRADE_INFERRED);
  if (price->as_of == UITWEG_DAY_UNKNOWN)
    grade = UITWEG_GRADE_ASSUMED;
  if (rate != NULL)
    grade = MAX (grade, rate->grade);
  return grade;
}

/* Whether the row can be used on that day at all. */
static gboolean
is_usable (const UitwegCatalog *catalog,
           const UitwegPrice *price,
           OptionsOfferKind kind,
           UitwegDay as_of)
{
  double limit = uitweg_catalog_number (catalog, "cost.refuse_days");

  if (price->vat != NULL && g_str_equal (price->vat, "included"))
    return FALSE;
  if (price->as_of != UITWEG_DAY_UNKNOWN && as_of != UITWEG_DAY_UNKNOWN
      && (double) as_of - (double) price->as_of > limit)
    return FALSE;
  return is_standard (catalog, price, kind);
}

/* Appends the offer of a row, if it is one. */
static gboolean
add_offer (OptionsOffers *offers,
           const UitwegScenario *scenario,
           guint32 row,
           UitwegDay as_of,
           GError **error)
{
  const UitwegPrice *price = uitweg_catalog_get_price (offers->catalog, row);
  gint kind = options_find_offer_kind (price->kind);
  const UitwegRate *rate = NULL;
  OptionsOffer offer = { 0 };
  BasePrice eur;

  if (kind < 0
      || !is_usable (offers->catalog, price, (OptionsOfferKind) kind, as_of))
    return TRUE;
  if (!g_str_equal (price->currency, "EUR"))
    {
      rate = options_find_rate (scenario, price->currency);
      if (rate == NULL)
        return TRUE;
      if (!base_money_parse_price (rate->eur, &eur, error))
        return FALSE;
    }
  if (!options_rate_read (price, rate != NULL ? &eur : NULL, &offer.rate,
                          error))
    return FALSE;
  if ((!offer.rate.has_price && !offer.rate.has_cap)
      || is_per_size ((OptionsOfferKind) kind) != (offer.rate.bytes > 0))
    return TRUE;
  if (!options_rate_per_month (&offer.rate,
                               offer.rate.bytes > 0 ? (gint64) 1 << 40 : 1,
                               &offer.key, error))
    {
      g_prefix_error (error, "price '%s': ", price->id);
      return FALSE;
    }
  offer.row = row;
  offer.kind = (guint8) kind;
  offer.grade = (guint8) get_grade (price, rate);
  offer.quote = price->price_kind != NULL
                && g_str_equal (price->price_kind, "quote");
  offer.foreign_arch = price->arch != NULL
                       && !g_str_equal (price->arch, "x86_64");
  offer.price = price;
  g_array_append_val (offers->offers, offer);
  return TRUE;
}

static gint
compare_offers (gconstpointer a, gconstpointer b)
{
  const OptionsOffer *left = a, *right = b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

/* Where each kind begins in a sorted array. */
static void
find_kinds (const GArray *sorted, guint *first)
{
  guint next = 0;

  for (guint i = 0; i < sorted->len; i++)
    while (next <= g_array_index (sorted, OptionsOffer, i).kind)
      first[next++] = i;
  while (next <= OPTIONS_N_OFFER_KINDS)
    first[next++] = sorted->len;
}

OptionsOffers *
options_offers_new (const UitwegCatalog *catalog,
                    const UitwegScenario *scenario,
                    UitwegDay as_of,
                    GError **error)
{
  g_autoptr (OptionsOffers) offers = g_new0 (OptionsOffers, 1);
  guint32 n = uitweg_catalog_get_n_prices (catalog);

  offers->catalog = catalog;
  offers->scenario = scenario;
  offers->offers = g_array_new (FALSE, FALSE, sizeof (OptionsOffer));
  offers->lists = g_array_new (FALSE, FALSE, sizeof (OptionsOffer));
  offers->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  offers->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 row = 0; row < n; row++)
    if (!add_offer (offers, scenario, row, as_of, error))
      return NULL;
  g_array_sort (offers->offers, compare_offers);
  for (guint i = 0; i < offers->offers->len; i++)
    {
      const OptionsOffer *offer = &g_array_index (offers->offers, OptionsOffer,
                                                  i);

      if (!offer->quote)
        g_array_append_vals (offers->lists, offer, 1);
    }
  find_kinds (offers->offers, offers->first);
  find_kinds (offers->lists, offers->first_list);
  return g_steal_pointer (&offers);
}

void
options_offers_free (OptionsOffers *offers)
{
  if (offers == NULL)
    return;
  g_array_unref (offers->offers);
  g_array_unref (offers->lists);
  g_array_unref (offers->members);
  g_array_unref (offers->starts);
  g_free (offers->class_of);
  g_free (offers);
}

/* Whether one text begins the other at a border: "nl-ams" and "nl-ams-1". */
static gboolean
is_part_of (const char *a, const char *b)
{
  gsize n_a = strlen (a), n_b = strlen (b), n = MIN (n_a, n_b);

  if (n == 0 || g_ascii_strncasecmp (a, b, n) != 0)
    return FALSE;
  if (n_a == n_b)
    return TRUE;
  return (n_a > n ? a[n] : b[n]) == '-';
}

typedef enum
{
  HOLDS_NOT,
  HOLDS_LOOSELY,
  HOLDS,
} Holds;

/* How one word of a price's region stands to the target; `tied` is set when
 * it names some region or country of the provider. */
static Holds
match_word (const char *word,
            const UitwegProvider *provider,
            const UitwegTarget *target,
            gboolean *tied)
{
  gboolean is_country = strlen (word) == 2 && g_ascii_isupper (word[0])
                        && g_ascii_isupper (word[1]);

  if (g_ascii_strcasecmp (word, "all") == 0)
    return HOLDS;
  if (target->region != NULL && is_part_of (word, target->region))
    return HOLDS;
  if (is_country && target->country != NULL
      && g_str_equal (word, target->country))
    return HOLDS;
  for (guint i = 0; i < provider->n_regions; i++)
    {
      const UitwegProviderFact *region = &provider->regions[i];

      if ((region->code != NULL && is_part_of (word, region->code))
          || (is_country && region->country != NULL
              && g_str_equal (word, region->country)))
        *tied = TRUE;
    }
  return HOLDS_NOT;
}

/* Whether a price holds at the target: the region of a row is in the
 * provider's words. Words that name no region of it tie it to none. */
static Holds
get_holds (const UitwegPrice *price,
           const UitwegProvider *provider,
           const UitwegTarget *target)
{
  g_auto (GStrv) words = NULL;
  gboolean tied = FALSE;

  if (price->region == NULL || price->region[0] == '\0')
    return HOLDS;
  words = g_strsplit_set (price->region, "|, ()", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0'
        && match_word (words[i], provider, target, &tied) == HOLDS)
      return HOLDS;
  return tied ? HOLDS_NOT : HOLDS_LOOSELY;
}

/* Appends the offers of one target as a class of its own. */
static void
append_class (OptionsOffers *offers, const UitwegTarget *target)
{
  const UitwegProvider *provider = NULL;

  if (target != NULL && target->provider != UITWEG_NONE)
    provider = uitweg_catalog_get_provider (offers->catalog, target->provider);
  for (guint kind = 0; kind <= OPTIONS_N_OFFER_KINDS; kind++)
    {
      guint32 start = offers->members->len;

      g_array_append_val (offers->starts, start);
      if (kind == OPTIONS_N_OFFER_KINDS || provider == NULL)
        continue;
      for (guint32 i = offers->first[kind]; i < offers->first[kind + 1]; i++)
        {
          const OptionsOffer *offer = &g_array_index (offers->offers,
                                                      OptionsOffer, i);
          Holds holds = HOLDS_NOT;
          guint32 member = i;

          if (offer->price->provider == target->provider)
            holds = get_holds (offer->price, provider, target);
          if (holds == HOLDS_NOT)
            continue;
          if (holds == HOLDS_LOOSELY)
            member |= LOOSE;
          g_array_append_val (offers->members, member);
        }
    }
}

static const guint32 *
get_starts (const OptionsOffers *offers, guint price_class)
{
  return &g_array_index (offers->starts, guint32,
                         price_class * (OPTIONS_N_OFFER_KINDS + 1));
}

static gboolean
are_equal (const OptionsOffers *offers, guint a, guint b)
{
  const guint32 *start_a = get_starts (offers, a);
  const guint32 *start_b = get_starts (offers, b);
  const guint32 *members = (const guint32 *) offers->members->data;

  for (guint kind = 1; kind <= OPTIONS_N_OFFER_KINDS; kind++)
    if (start_a[kind] - start_a[0] != start_b[kind] - start_b[0])
      return FALSE;
  return memcmp (members + start_a[0], members + start_b[0],
                 sizeof *members
                     * (start_a[OPTIONS_N_OFFER_KINDS] - start_a[0]))
         == 0;
}

/* Takes the last class away again. */
static void
drop_class (OptionsOffers *offers, guint price_class)
{
  g_array_set_size (offers->members, get_starts (offers, price_class)[0]);
  g_array_set_size (offers->starts, price_class * (OPTIONS_N_OFFER_KINDS + 1));
}

/* Whether the user states a price for that very provider. */
static gboolean
is_assumed (const OptionsOffers *offers, const UitwegTarget *target)
{
  const UitwegScenario *scenario = offers->scenario;
  const char *id;

  id = uitweg_catalog_get_provider (offers->catalog, target->provider)->id;
  for (guint i = 0; i < scenario->n_assumptions; i++)
    if (g_strcmp0 (scenario->assumptions[i].target, id) == 0)
      return TRUE;
  return FALSE;
}

/* Whether an earlier target of the provider has the same prices; then the
 * last class is taken away again. Nobody's prices are class 0. */
static guint
merge_class (OptionsOffers *offers,
             const UitwegTarget *targets,
             guint t,
             guint fresh)
{
  if (targets[t].provider == UITWEG_NONE)
    return fresh;
  if (offers->members->len == get_starts (offers, fresh)[0]
      && !is_assumed (offers, &targets[t]))
    {
      drop_class (offers, fresh);
      return 0;
    }
  for (guint other = t; other-- > 0;)
    {
      if (targets[other].provider != targets[t].provider)
        break;
      if (are_equal (offers, offers->class_of[other], fresh))
        {
          drop_class (offers, fresh);
          return offers->class_of[other];
        }
    }
  return fresh;
}

void
options_offers_classify (OptionsOffers *offers,
                         UitwegTarget *targets,
                         guint n_targets)
{
  offers->class_of = g_new0 (guint, n_targets);
  append_class (offers, NULL);
  for (guint t = 0; t < n_targets; t++)
    {
      guint fresh = options_offers_get_n_classes (offers);
      guint price_class;
      const guint32 *starts;
      gboolean has_machine;

      append_class (offers, &targets[t]);
      price_class = merge_class (offers, targets, t, fresh);
      offers->class_of[t] = price_class;
      if (targets[t].provider == UITWEG_NONE)
        continue;
      starts = get_starts (offers, price_class);
      has_machine = starts[OPTIONS_OFFER_VM + 1] > starts[OPTIONS_OFFER_VM];
      if (has_machine)
        targets[t].prices = 2;
      else if (starts[OPTIONS_N_OFFER_KINDS] > starts[0])
        targets[t].prices = 1;
      else
        targets[t].prices = 0;
    }
}

guint
options_offers_get_class (const OptionsOffers *offers, guint target)
{
  return offers->class_of[target];
}

guint
options_offers_get_n_classes (const OptionsOffers *offers)
{
  return offers->starts->len / (OPTIONS_N_OFFER_KINDS + 1);
}

guint
options_offers_get_n (const OptionsOffers *offers,
                      guint price_class,
                      OptionsOfferKind kind)
{
  const guint32 *starts = get_starts (offers, price_class);

  return starts[kind + 1] - starts[kind];
}

const OptionsOffer *
options_offers_get (const OptionsOffers *offers,
                    guint price_class,
                    OptionsOfferKind kind,
                    guint n,
                    UitwegGrade *grade_out)
{
  guint32 place = get_starts (offers, price_class)[kind] + n;
  guint32 member = g_array_index (offers->members, guint32, place);
  const OptionsOffer *offer = &g_array_index (offers->offers, OptionsOffer,
                                              member & ~LOOSE);

  *grade_out = (UitwegGrade) offer->grade;
  if (member & LOOSE)
    *grade_out = MAX (*grade_out, UITWEG_GRADE_INFERRED);
  return offer;
}

const OptionsOffer *
options_offers_get_all (const OptionsOffers *offers,
                        OptionsOfferKind kind,
                        guint *n_out)
{
  *n_out = offers->first_list[kind + 1] - offers->first_list[kind];
  return (const OptionsOffer *) offers->lists->data + offers->first_list[kind];
}
