/* SPDX-License-Identifier: EUPL-1.2
 *
 * The worked numbers that stand beside the definitions of the figures, in
 * vectors/figures.json of UITWEG_SHARED: every vector of a figure of this
 * layer, as it stands there.
 */
#include "config.h"

#include <string.h>

#include "assess-fixtures.h"
#include "base/doc.h"

#define NEAR 1e-9

static BaseDoc *vectors;

static const BaseNode *
find (const BaseNode *map, const char *key)
{
  const BaseNode *node = base_doc_find (vectors, map, key);

  g_assert_nonnull (node);
  return node;
}

static const char *
text (const BaseNode *map, const char *key)
{
  return find (map, key)->text;
}

static double
number (const BaseNode *node)
{
  return node->kind == BASE_NODE_NULL ? NAN : g_ascii_strtod (node->text, NULL);
}

/* "3/4" */
static double
fraction (const char *words)
{
  const char *slash = strchr (words, '/');
  double value = g_ascii_strtod (words, NULL);

  return slash == NULL ? value : value / g_ascii_strtod (slash + 1, NULL);
}

static gint
place (const char *const *words, const char *word)
{
  gint i = 0;

  while (strcmp (words[i], word) != 0)
    g_assert_nonnull (words[++i]);
  return i;
}

/* The number of the child of a MAP with that key. */
static guint32
child_number (const BaseNode *map, const char *key)
{
  guint32 i = 0;

  for (const BaseNode *node = base_doc_first (vectors, map);;
       node = base_doc_next (vectors, node), i++)
    {
      g_assert_nonnull (node);
      if (strcmp (node->key, key) == 0)
        return i;
    }
}

static void
check_own (const BaseNode *given, const BaseNode *expect)
{
  const char *const classes[] = { "portable", "compatible", "convertible",
                                  "rebuild",  "captive",    NULL };
  const char *const exports[] = { "full", "partial", "none", NULL };
  double fit = fraction (text (given, "feature_fit"));
  UitwegInterval value = assess_own_portability (
      &fixture_factors, place (classes, text (given, "portability_class")),
      place (exports, text (given, "export")), (UitwegInterval){ fit, fit },
      (guint32) number (find (given, "critical")),
      (guint32) number (find (given, "warning")));
  double expected = number (find (expect, "value"));

  g_assert_cmpfloat_with_epsilon (value.lo, expected, NEAR);
  g_assert_cmpfloat_with_epsilon (value.hi, expected, NEAR);
}

static void
check_inherited (const BaseNode *given, const BaseNode *expect)
{
  const BaseNode *things = find (given, "own");
  const BaseNode *needs = find (given, "hard_needs");
  g_autofree guint32 *from = g_new (guint32, needs->n_children);
  g_autofree guint32 *to = g_new (guint32, needs->n_children);
  g_autofree UitwegInterval *bridge = g_new (UitwegInterval, needs->n_children);
  g_autofree UitwegInterval *own = g_new (UitwegInterval, things->n_children);
  g_autofree UitwegInterval *value = g_new (UitwegInterval, things->n_children);
  g_autoptr (UitwegGraph) graph = NULL;
  guint32 n = 0;

  for (const BaseNode *node = base_doc_first (vectors, things); node != NULL;
       node = base_doc_next (vectors, node))
    {
      own[n] = (UitwegInterval){ number (node), number (node) };
      n++;
    }
  n = 0;
  for (const BaseNode *node = base_doc_first (vectors, needs); node != NULL;
       node = base_doc_next (vectors, node))
    {
      const BaseNode *a = base_doc_first (vectors, node);
      const BaseNode *b = base_doc_next (vectors, a);
      const char *kind = base_doc_next (vectors, b)->text;
      double value_of = fraction (text (find (given, "bridge"), kind));

      from[n] = child_number (things, a->text);
      to[n] = child_number (things, b->text);
      bridge[n++] = (UitwegInterval){ value_of, value_of };
    }
  graph = uitweg_graph_new (things->n_children, from, to, NULL, n, NULL);
  assess_inherit (graph, own, bridge, value, NULL);
  expect = find (expect, "value");
  n = 0;
  for (const BaseNode *node = base_doc_first (vectors, things); node != NULL;
       node = base_doc_next (vectors, node))
    g_assert_cmpfloat_with_epsilon (value[n++].lo,
                                    number (find (expect, node->key)), NEAR);
}

static guint8
country (const char *code)
{
  static const char *const codes[] = { "BE", "DE", "FI", "FR", "IT",
                                       "NL", "SE", "US", NULL };

  return (guint8) place (codes, code);
}

static void
read_parties (Fixture *fixture, const BaseNode *given)
{
  const BaseNode *parties = find (given, "parties");
  const BaseNode *owners = find (given, "owners");
  const BaseNode *ends = base_doc_find (vectors, given, "ends");

  for (const BaseNode *node = base_doc_first (vectors, parties); node != NULL;
       node = base_doc_next (vectors, node))
    fixture_party (fixture, country (node->text), UITWEG_OWNERS_END);
  for (const BaseNode *node = base_doc_first (vectors, owners); node != NULL;
       node = base_doc_next (vectors, node))
    {
      guint32 of = child_number (parties, text (node, "of"));

      fixture->owners_known[of] = UITWEG_OWNERS_ALL;
      fixture_hold (
          fixture, of, child_number (parties, text (node, "by")),
          number (find (node, "capital")), number (find (node, "votes")),
          find (node, "rights")->n_children > 0 ? ASSESS_RIGHT_VETO : 0);
    }
  if (ends == NULL)
    return;
  for (const BaseNode *node = base_doc_first (vectors, ends); node != NULL;
       node = base_doc_next (vectors, node))
    g_assert_cmpuint (fixture->owners_known[child_number (parties, node->text)],
                      ==, UITWEG_OWNERS_END);
}

static void
check_jurisdictions (const BaseNode *given, const BaseNode *expect)
{
  Fixture fixture = { 0 };
  guint64 reached[FIXTURE_MAX];
  guint8 unknown[FIXTURE_MAX];

  read_parties (&fixture, given);
  fixture_close (fixture_finish (&fixture), reached, unknown);
  for (const BaseNode *node = base_doc_first (vectors, expect); node != NULL;
       node = base_doc_next (vectors, node))
    {
      guint32 party = child_number (find (given, "parties"), node->key);
      const BaseNode *codes = find (node, "countries");
      guint64 countries = 0;

      for (const BaseNode *code = base_doc_first (vectors, codes); code != NULL;
           code = base_doc_next (vectors, code))
        countries |= G_GUINT64_CONSTANT (1) << country (code->text);
      g_assert_cmphex (reached[party], ==, countries);
      g_assert_cmpuint (unknown[party], ==, find (node, "unknown")->truth);
    }
}

static void
check_24_39 (const BaseNode *given, const BaseNode *expect)
{
  const char *const results[] = { "passes", "fails", "gap", NULL };
  guint8 in_eu[ASSESS_MAX_COUNTRIES] = { 0 };
  Fixture fixture = { 0 };
  const AssessParties *parties = NULL;

  read_parties (&fixture, given);
  parties = fixture_finish (&fixture);
  for (const BaseNode *code = base_doc_first (vectors, find (given, "eu"));
       code != NULL; code = base_doc_next (vectors, code))
    in_eu[country (code->text)] = 1;
  for (const BaseNode *node = base_doc_first (vectors, expect); node != NULL;
       node = base_doc_next (vectors, node))
    {
      double largest;
      double together;
      Uitweg2439 result = assess_test_24_39 (
          parties, in_eu, child_number (find (given, "parties"), node->key),
          &largest, &together);

      g_assert_cmpint ((gint) result, ==,
                       place (results, text (node, "result")));
      g_assert_cmpfloat_with_epsilon (largest, number (find (node, "largest")),
                                      NEAR);
      g_assert_cmpfloat_with_epsilon (together,
                                      number (find (node, "together")), NEAR);
    }
}

static void
check_hhi (const BaseNode *given, const BaseNode *expect)
{
  UitwegMoney spend[8];
  guint32 n = 0;
  UitwegInterval hhi;
  double expected = number (find (expect, "hhi"));

  for (const BaseNode *node = base_doc_first (vectors, find (given, "spend"));
       node != NULL; node = base_doc_next (vectors, node))
    {
      g_assert_cmpuint (n, <, G_N_ELEMENTS (spend));
      spend[n++] = (UitwegMoney) (number (node) * 1000000);
    }
  hhi = uitweg_concentration_get_hhi (spend, n, NULL, 0);
  g_assert_cmpfloat_with_epsilon (hhi.lo, expected, NEAR);
  g_assert_cmpfloat_with_epsilon (hhi.hi, expected, NEAR);
}

typedef struct
{
  const char *figure;
  void (*check) (const BaseNode *given, const BaseNode *expect);
} Figure;

static const Figure figures[] = {
  { "portability.own", check_own },
  { "portability.inherited", check_inherited },
  { "control.jurisdictions", check_jurisdictions },
  { "control.24_39", check_24_39 },
  { "concentration.hhi", check_hhi },
};

static void
test_figure (gconstpointer data)
{
  const Figure *figure = data;
  guint n_checked = 0;

  if (vectors == NULL)
    {
      g_test_skip ("no vectors/figures.json in UITWEG_SHARED");
      return;
    }
  for (const BaseNode *node = base_doc_first (
           vectors, find (base_doc_node (vectors, 0), "vectors"));
       node != NULL; node = base_doc_next (vectors, node))
    if (strcmp (text (node, "figure"), figure->figure) == 0)
      {
        figure->check (find (node, "given"), find (node, "expect"));
        n_checked++;
      }
  g_assert_cmpuint (n_checked, >, 0);
}

static void
read_vectors (void)
{
  const char *shared = g_getenv ("UITWEG_SHARED");
  g_autofree char *path = g_build_filename (
      shared == NULL ? "../shared" : shared, "vectors", "figures.json", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return;
  vectors = base_doc_new ();
  base_json_parse (vectors, path, 1, data, length, 512, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  read_vectors ();
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *path = g_strconcat ("/vectors/", figures[i].figure,
                                           NULL);

      g_test_add_data_func (path, &figures[i], test_figure);
    }
  status = g_test_run ();
  base_doc_free (vectors);
  return status;
}
