/* SPDX-License-Identifier: EUPL-1.2
 *
 * Makes pictures from an estate: chooses what is on them, folds until there
 * are few enough boxes, and finds which arrows follow from others.
 */
#include "config.h"

#include "report/picture.h"

#include <math.h>
#include <string.h>

#include <uitweg/money.h>

#include "report/document.h"

/* How much is folded; each folds more than the one before. */
enum
{
  FOLD_NOTHING,
  FOLD_APPLICATION,
  FOLD_PROVIDER_KIND,
  FOLD_PROVIDER,
  FOLD_KIND,
};

/* What goes on a picture. */
typedef struct
{
  const UitwegEstate *estate;
  const UitwegTable *resources;
  guint32 n;
  guint8 *keep;   /* by resource */
  guint8 *marked; /* by resource: shown with a heavy edge */
  guint8 *drawn;  /* by dependency */
  char **notes;   /* by resource, or NULL */
  guint32 *box_of;
} Choice;

static void
choice_init (Choice *choice, const UitwegEstate *estate)
{
  const guint32 n_edges = uitweg_table_get_n_rows (
      uitweg_estate_get_table (estate, UITWEG_RECORD_DEPENDENCY));

  *choice = (Choice){ .estate = estate };
  choice->resources = uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
  choice->n = uitweg_estate_get_n_resources (estate);
  choice->keep = g_new0 (guint8, (gsize) choice->n + 1);
  choice->marked = g_new0 (guint8, (gsize) choice->n + 1);
  choice->drawn = g_new0 (guint8, (gsize) n_edges + 1);
  choice->notes = g_new0 (char *, (gsize) choice->n + 1);
  choice->box_of = g_new0 (guint32, (gsize) choice->n + 1);
}

static void
choice_clear (Choice *choice)
{
  for (guint32 i = 0; i < choice->n; i++)
    g_free (choice->notes[i]);
  g_free (choice->keep);
  g_free (choice->marked);
  g_free (choice->drawn);
  g_free (choice->notes);
  g_free (choice->box_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choice, choice_clear)

static const char *
kind_of (const Choice *choice, guint32 i)
{
  const gint kind = uitweg_table_enum (choice->resources, i,
                                       UITWEG_RESOURCE_KIND);
  const UitwegSchema *schema = uitweg_table_get_schema (choice->resources);

  return kind >= 0 ? schema->fields[UITWEG_RESOURCE_KIND].words[kind]
                   : "unknown";
}

static const char *
provider_of (const Choice *choice, guint32 i)
{
  const char *id = uitweg_table_text (choice->resources, i,
                                      UITWEG_RESOURCE_PROVIDER);

  return id != NULL && g_str_has_prefix (id, "party/") ? id + 6 : id;
}

/* What box a resource is folded into: a level is a prefix of the key, so that
 * things of different levels never meet. (transfer full) */
static char *
make_key (const Choice *choice, guint32 i, guint level)
{
  const char *id = uitweg_table_text (choice->resources, i, UITWEG_RESOURCE_ID);
  const char *application = uitweg_table_text (choice->resources, i,
                                               UITWEG_RESOURCE_APPLICATION);
  const char *provider = provider_of (choice, i);
  const char *p = provider != NULL ? provider : "?";

  if (level == FOLD_NOTHING)
    return g_strconcat ("0/", id, NULL);
  if (level == FOLD_APPLICATION && application != NULL)
    return g_strconcat ("1/", application, NULL);
  if (level == FOLD_PROVIDER_KIND)
    return g_strconcat ("2/", p, "/", kind_of (choice, i), NULL);
  if (level != FOLD_KIND)
    return g_strconcat ("3/", p, NULL);
  return g_strconcat ("4/", kind_of (choice, i), NULL);
}

/* (transfer full) */
static char *
make_name (const Picture *picture, const Choice *choice, guint32 i, guint level)
{
  const char *name = uitweg_table_text (choice->resources, i,
                                        UITWEG_RESOURCE_NAME);
  const char *application = uitweg_table_text (choice->resources, i,
                                               UITWEG_RESOURCE_APPLICATION);
  const char *provider = provider_of (choice, i);
  const char *p = provider != NULL ? provider : "?";

  if (level == FOLD_NOTHING)
    return g_strdup (name != NULL ? name
                                  : uitweg_table_text (choice->resources, i,
                                                       UITWEG_RESOURCE_ID));
  if (level == FOLD_APPLICATION && application != NULL)
    return g_strdup (application);
  if (level == FOLD_PROVIDER_KIND)
    return g_strdup_printf ("%s (%s)", kind_of (choice, i), p);
  if (level == FOLD_KIND)
    return g_strdup (kind_of (choice, i));
  if (provider == NULL)
    return g_strdup (
        picture_say (picture, "provider unknown", "leverancier onbekend"));
  return level == FOLD_PROVIDER
             ? g_strdup (p)
             : g_strdup_printf (
                 picture_say (picture, "%s, shared", "%s, gedeeld"), p);
}

/* Number of boxes if the marked are folded by one level, the rest by
 * another. */
static guint
count_boxes (const Choice *choice, guint marked_level, guint level)
{
  g_autoptr (GHashTable)
      keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < choice->n; i++)
    if (choice->keep[i] != 0)
      g_hash_table_add (
          keys,
          make_key (choice, i, choice->marked[i] != 0 ? marked_level : level));
  return g_hash_table_size (keys);
}

static void
clear_box (gpointer data)
{
  PictureBox *box = data;

  g_free (box->key);
  g_free (box->name);
  g_free (box->kind);
  g_free (box->provider);
  g_free (box->providers);
  g_free (box->note);
}

static gint
compare_boxes (gconstpointer a, gconstpointer b)
{
  return strcmp (((const PictureBox *) a)->key, ((const PictureBox *) b)->key);
}

static void
add_providers (PictureBox *box, const char *provider)
{
  if (box->count == 0)
    {
      box->provider = g_strdup (provider);
      box->providers = g_strdup (provider);
    }
  else if (g_strcmp0 (box->provider, provider) != 0)
    {
      g_auto (GStrv) known = g_strsplit (
          box->providers != NULL ? box->providers : "?", " + ", -1);
      char *all = NULL;

      g_clear_pointer (&box->provider, g_free);
      if (g_strv_contains ((const char *const *) known,
                           provider != NULL ? provider : "?"))
        return;
      all = g_strconcat (box->providers != NULL ? box->providers : "?", " + ",
                         provider != NULL ? provider : "?", NULL);
      g_free (box->providers);
      box->providers = all;
    }
}

static void
add_resource (const Choice *choice, guint32 i, PictureBox *box)
{
  const UitwegMoney money = uitweg_table_int64 (choice->resources, i,
                                                UITWEG_RESOURCE_EUR_PER_MONTH);
  const char *kind = kind_of (choice, i);

  add_providers (box, provider_of (choice, i));
  if (box->count == 0)
    box->kind = g_strdup (kind);
  else if (g_strcmp0 (box->kind, kind) != 0)
    g_clear_pointer (&box->kind, g_free);
  if (box->note == NULL)
    box->note = g_strdup (choice->notes[i]);
  if (money == UITWEG_UNKNOWN)
    box->n_unpriced++;
  else if (box->money == UITWEG_UNKNOWN)
    box->money = money;
  else
    (void) uitweg_money_add (box->money, money, &box->money, NULL);
  box->marked = box->marked || choice->marked[i] != 0;
  box->count++;
}

static void
make_boxes (Choice *choice, guint marked_level, guint level, Picture *picture)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 i = 0; i < choice->n; i++)
    {
      const guint my_level = choice->marked[i] != 0 ? marked_level : level;
      PictureBox box = { .money = UITWEG_UNKNOWN };

      if (choice->keep[i] == 0)
        continue;
      box.key = make_key (choice, i, my_level);
      if (g_hash_table_contains (known, box.key))
        {
          g_free (box.key);
          continue;
        }
      box.name = make_name (picture, choice, i, my_level);
      g_hash_table_add (known, box.key);
      g_array_append_val (picture->boxes, box);
    }
  g_array_sort (picture->boxes, compare_boxes);
  g_hash_table_remove_all (known);
  for (guint k = 0; k < picture->boxes->len; k++)
    g_hash_table_insert (known, PICTURE_BOX (picture, k)->key,
                         GUINT_TO_POINTER (k));
  for (guint32 i = 0; i < choice->n; i++)
    if (choice->keep[i] != 0)
      {
        g_autofree char *key = make_key (
            choice, i, choice->marked[i] != 0 ? marked_level : level);

        choice->box_of[i] = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));
        add_resource (choice, i, PICTURE_BOX (picture, choice->box_of[i]));
      }
}

static gint
compare_arrows (gconstpointer a, gconstpointer b)
{
  const PictureArrow *one = a;
  const PictureArrow *two = b;

  if (one->from != two->from)
    return one->from < two->from ? -1 : 1;
  return one->to < two->to ? -1 : one->to > two->to;
}

static void
make_arrows (const Choice *choice, Picture *picture)
{
  const UitwegTable *table = uitweg_estate_get_table (choice->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (choice->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (choice->estate);
  const guint n = picture->boxes->len;
  g_autofree guint32 *place = g_new0 (guint32, (gsize) n * n + 1);

  for (guint32 e = 0; e < uitweg_table_get_n_rows (table); e++)
    {
      const double gib = uitweg_table_number (table, e,
                                              UITWEG_DEPENDENCY_GIB_PER_MONTH);
      PictureArrow arrow = { .gib = NAN };
      PictureArrow *known;
      guint32 *at;

      if (choice->drawn[e] == 0
          || choice->box_of[from[e]] == choice->box_of[to[e]])
        continue;
      arrow.from = choice->box_of[from[e]];
      arrow.to = choice->box_of[to[e]];
      at = &place[(gsize) arrow.from * n + arrow.to];
      if (*at == 0)
        {
          g_array_append_val (picture->arrows, arrow);
          *at = picture->arrows->len;
        }
      known = PICTURE_ARROW (picture, *at - 1);
      known->count++;
      known->hard = known->hard
                    || uitweg_table_bool (table, e, UITWEG_DEPENDENCY_HARD)
                           != 0;
      if (!isnan (gib))
        known->gib = isnan (known->gib) ? gib : known->gib + gib;
    }
  g_array_sort (picture->arrows, compare_arrows);
}

/* An arrow follows from others if a way of hard ones, outside of circles,
 * leads there too. */
static void
find_implied (Picture *picture)
{
  const guint n = picture->boxes->len;
  g_autofree guint8 *reach = g_new0 (guint8, (gsize) n * n + 1);

  if (picture->arrows->len <= n + n / 4)
    return;
  for (guint a = 0; a < picture->arrows->len; a++)
    if (PICTURE_ARROW (picture, a)->hard)
      reach[PICTURE_ARROW (picture, a)->from * n
            + PICTURE_ARROW (picture, a)->to] = 1;
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; reach[i * n + k] != 0 && j < n; j++)
        reach[i * n + j] |= reach[k * n + j];
  for (guint a = 0; a < picture->arrows->len; a++)
    {
      PictureArrow *arrow = PICTURE_ARROW (picture, a);
      const guint32 u = arrow->from;
      const guint32 v = arrow->to;

      for (guint w = 0; w < n && !arrow->implied && reach[v * n + u] == 0; w++)
        arrow->implied = w != u && w != v && reach[u * n + w] != 0
                         && reach[w * n + v] != 0 && reach[w * n + u] == 0
                         && reach[v * n + w] == 0;
    }
}

static Picture *
picture_new (const char *language)
{
  Picture *picture = g_new0 (Picture, 1);

  picture->language = language;
  picture->boxes = g_array_new (FALSE, FALSE, sizeof (PictureBox));
  g_array_set_clear_func (picture->boxes, clear_box);
  picture->arrows = g_array_new (FALSE, FALSE, sizeof (PictureArrow));
  return picture;
}

void
picture_free (Picture *picture)
{
  if (picture == NULL)
    return;
  g_free (picture->title);
  g_free (picture->folded);
  g_array_unref (picture->boxes);
  g_array_unref (picture->arrows);
  g_free (picture);
}

const char *
picture_say (const Picture *picture, const char *english, const char *dutch)
{
  return strcmp (picture->language, "nl") == 0 ? dutch : english;
}

static void
say_folded (Picture *picture, guint level)
{
  static const char *const by[][2] = {
    { "nothing", "niets" },
    { "application, else provider", "toepassing, anders leverancier" },
    { "provider and kind", "leverancier en soort" },
    { "provider", "leverancier" },
    { "kind", "soort" },
  };
  guint32 n = 0;

  for (guint i = 0; i < picture->boxes->len; i++)
    n += PICTURE_BOX (picture, i)->count;
  if (n > picture->boxes->len)
    picture->folded = g_strdup_printf (
        picture_say (picture, "%u things are folded into %u boxes, by %s.",
                     "%u onderdelen zijn samengevoegd tot %u vakken, naar "
                     "%s."),
        n, picture->boxes->len,
        by[level][strcmp (picture->language, "nl") == 0]);
}

/* Folds the rest first, then the marked too. */
static void
fill (Picture *picture, Choice *choice, guint level)
{
  guint marked_level = level;

  while (level < FOLD_KIND
         && count_boxes (choice, marked_level, level) > PICTURE_MAX_BOXES)
    level++;
  while (marked_level < FOLD_KIND
         && count_boxes (choice, marked_level, level) > PICTURE_MAX_BOXES)
    marked_level++;
  make_boxes (choice, marked_level, level, picture);
  make_arrows (choice, picture);
  find_implied (picture);
  say_folded (picture, MAX (level, marked_level));
}

/* Draws the dependencies between what is kept. */
static void
draw_between (Choice *choice)
{
  const guint32 *from = uitweg_estate_get_dependency_from (choice->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (choice->estate);
  const guint32 n = uitweg_table_get_n_rows (
      uitweg_estate_get_table (choice->estate, UITWEG_RECORD_DEPENDENCY));

  for (guint32 e = 0; e < n; e++)
    choice->drawn[e] = choice->keep[from[e]] != 0 && choice->keep[to[e]] != 0;
}

Picture *
picture_new_map (const UitwegEstate *estate, const char *language)
{
  g_auto (Choice) choice = { 0 };
  Picture *picture = picture_new (language);

  choice_init (&choice, estate);
  memset (choice.keep, 1, choice.n);
  draw_between (&choice);
  picture->title = g_strdup (picture_say (picture, "Map: who needs whom",
                                          "Kaart: wie wie nodig "
                                          "heeft"));
  fill (picture, &choice,
        choice.n <= PICTURE_MAX_BOXES / 4 ? FOLD_NOTHING : FOLD_APPLICATION);
  return picture;
}

Picture *
picture_new_service (const UitwegEstate *estate,
                     guint32 service,
                     const char *language)
{
  g_auto (Choice) choice = { 0 };
  Picture *picture = picture_new (language);
  const UitwegTable *services = uitweg_estate_get_table (estate,
                                                         UITWEG_RECORD_SERVICE);
  const char *name = uitweg_table_text (services, service, UITWEG_SERVICE_NAME);
  const guint32 *from = uitweg_estate_get_dependency_from (estate);
  const guint32 *to = uitweg_estate_get_dependency_to (estate);
  const guint32 n_edges = uitweg_table_get_n_rows (
      uitweg_estate_get_table (estate, UITWEG_RECORD_DEPENDENCY));
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (estate, service, &n);

  picture->marked = picture_say (picture, "A heavy edge: part of the service.",
                                 "Een dikke rand: onderdeel van de dienst.");
  choice_init (&choice, estate);
  for (guint32 k = 0; k < n; k++)
    choice.keep[members[k]] = choice.marked[members[k]] = 1;
  for (guint32 e = 0; e < n_edges; e++)
    if (choice.marked[from[e]] != 0 || choice.marked[to[e]] != 0)
      choice.drawn[e] = choice.keep[from[e]] = choice.keep[to[e]] = 1;
  picture->title = g_strdup_printf (
      picture_say (picture, "%s: what it needs, and what needs it",
                   "%s: wat de dienst nodig heeft, en waarvoor ze nodig is"),
      name != NULL ? name
                   : uitweg_table_text (services, service, UITWEG_SERVICE_ID));
  fill (picture, &choice, FOLD_NOTHING);
  return picture;
}

/* The wave of each resource by the plan; UITWEG_UNKNOWN stays in place. */
static gint64
wave_of (const Choice *choice, const UitwegPlanDocument *document, guint32 i)
{
  const BaseNode *node = report_find_resource (
      document, uitweg_table_text (choice->resources, i, UITWEG_RESOURCE_ID));

  return node != NULL ? report_int (document, node, "wave") : UITWEG_UNKNOWN;
}

/* Whether the plan bridges from what is in `wave` to `needed`. */
static gboolean
is_bridged (const UitwegPlanDocument *document, const char *needed, gint64 wave)
{
  for (const BaseNode *bridge =
           report_first (document, document->root, "bridges");
       bridge != NULL; bridge = report_next (document, bridge))
    if (g_strcmp0 (report_text (document, bridge, "needed"), needed) == 0
        && report_int (document, bridge, "wave") == wave)
      return TRUE;
  return FALSE;
}

Picture *
picture_new_bridges (const UitwegEstate *estate,
                     const UitwegPlanDocument *document,
                     gint64 wave,
                     gint64 other,
                     const char *language)
{
  g_auto (Choice) choice = { 0 };
  Picture *picture = picture_new (language);
  const guint32 *from = uitweg_estate_get_dependency_from (estate);
  const guint32 *to = uitweg_estate_get_dependency_to (estate);
  const guint32 n_edges = uitweg_table_get_n_rows (
      uitweg_estate_get_table (estate, UITWEG_RECORD_DEPENDENCY));

  picture->marked = picture_say (
      picture, "A heavy edge: what the other wave needs, over a bridge.",
      "Een dikke rand: wat de andere golf nodig heeft, over een brug.");
  choice_init (&choice, estate);
  for (guint32 e = 0; e < n_edges; e++)
    {
      const gint64 a = wave_of (&choice, document, from[e]);
      const gint64 b = wave_of (&choice, document, to[e]);
      const char *needed = uitweg_table_text (choice.resources, to[e],
                                              UITWEG_RESOURCE_ID);

      if (((a == wave && b == other) || (a == other && b == wave))
          && is_bridged (document, needed, a))
        {
          choice.drawn[e] = choice.keep[from[e]] = choice.keep[to[e]] = 1;
          choice.marked[to[e]] = 1;
        }
    }
  for (guint32 i = 0; i < choice.n; i++)
    if (choice.keep[i] != 0)
      choice.notes[i] = g_strdup_printf (picture_say (picture,
                                                      "wave %" G_GINT64_FORMAT,
                                                      "golf %" G_GINT64_FORMAT),
                                         wave_of (&choice, document, i));
  picture->title = g_strdup_printf (
      picture_say (
          picture,
          "Bridges between waves %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT,
          "Bruggen tussen golf %" G_GINT64_FORMAT " en %" G_GINT64_FORMAT),
      wave, other);
  fill (picture, &choice, FOLD_NOTHING);
  return picture;
}
