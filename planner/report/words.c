/* SPDX-License-Identifier: EUPL-1.2
 *
 * Fixed words of the reports in both languages, words of closed lists, and
 * values for the eye. The command's own messages are translated elsewhere.
 */
#include "config.h"

#include "report/words.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/human.h"

typedef struct
{
  const char *en;
  const char *nl;
} Phrase;

static const Phrase words[] = {
#define REPORT_WORD_ENTRY(name, en, nl) { en, nl },
  REPORT_WORDS (REPORT_WORD_ENTRY)
#undef REPORT_WORD_ENTRY
};

/* Sorted by word. */
static const struct
{
  const char *word;
  Phrase phrase;
} terms[] = {
  { "acquisition", { "acquisition", "overname" } },
  { "address", { "addresses and balancers", "adressen en balancers" } },
  { "administration", { "administration", "beheer" } },
  { "any", { "any", "geen eis" } },
  { "assumed", { "assumed", "aangenomen" } },
  { "broad", { "broad", "ruim" } },
  { "build", { "build", "bouw" } },
  { "catalog", { "catalog", "catalogus" } },
  { "claimed", { "claimed", "beweerd telt mee" } },
  { "confidential", { "confidential", "vertrouwelijk" } },
  { "critical", { "critical", "kritiek" } },
  { "data", { "data", "gegevens" } },
  { "disruptive", { "disruptive", "plotseling" } },
  { "documented", { "documented", "gedocumenteerd" } },
  { "effort", { "effort", "inzet" } },
  { "egress", { "outgoing traffic", "uitgaand verkeer" } },
  { "estate", { "estate", "landschap" } },
  { "european", { "European", "Europees" } },
  { "exchange_rate", { "exchange rate", "wisselkoers" } },
  { "high", { "high", "hoog" } },
  { "identity", { "identity", "identiteit" } },
  { "inferred", { "inferred", "afgeleid" } },
  { "information", { "information", "ter informatie" } },
  { "internal", { "internal", "intern" } },
  { "key", { "key", "sleutel" } },
  { "licence", { "licence", "licentie" } },
  { "low", { "low", "laag" } },
  { "machine", { "machine", "machine" } },
  { "managed_service", { "managed service", "beheerde dienst" } },
  { "measured", { "measured", "gemeten" } },
  { "medium", { "medium", "midden" } },
  { "migration", { "migration", "migratie" } },
  { "name", { "name", "naam" } },
  { "national", { "national", "nationaal" } },
  { "network", { "network", "netwerk" } },
  { "non-production", { "non-production", "geen productie" } },
  { "operations", { "operations", "beheer door mensen" } },
  { "other", { "other", "overig" } },
  { "personal", { "personal", "persoonsgegevens" } },
  { "personal-special", { "special personal", "bijzondere persoonsgegevens" } },
  { "planned", { "planned", "gepland" } },
  { "platform", { "platform", "platform" } },
  { "premises", { "own premises", "eigen huis" } },
  { "production", { "production", "productie" } },
  { "public", { "public", "openbaar" } },
  { "refactor", { "rebuild", "herbouwen" } },
  { "rehost", { "move as it is", "overzetten zoals het is" } },
  { "relocate", { "relocate", "verplaatsen" } },
  { "replatform", { "move to a managed service", "naar een beheerde dienst" } },
  { "repurchase", { "replace by another product", "ander product" } },
  { "retain", { "stay", "blijven" } },
  { "retire", { "retire", "uitzetten" } },
  { "saas", { "software as a service", "software als dienst" } },
  { "scenario", { "scenario", "scenario" } },
  { "self-run", { "run it ourselves", "zelf draaien" } },
  { "state-secret", { "state secret", "staatsgeheim" } },
  { "storage", { "storage", "opslag" } },
  { "strict", { "strict", "streng" } },
  { "supply", { "supply", "levering" } },
  { "support", { "support", "ondersteuning" } },
  { "switching_egress",
    { "outgoing traffic of the move", "uitgaand verkeer van de overgang" } },
  { "training", { "training", "opleiding" } },
  { "transfer", { "transfer", "overzetten" } },
  { "verified", { "verified only", "alleen wat geverifieerd is" } },
  { "vital", { "vital", "vitaal" } },
  { "warning", { "warning", "waarschuwing" } },
};

static gboolean
is_dutch (const Report *report)
{
  return strcmp (report->language, "nl") == 0;
}

gboolean
report_is_language (const char *language)
{
  return g_strcmp0 (language, "en") == 0 || g_strcmp0 (language, "nl") == 0;
}

const char *
report_word (const Report *report, ReportWord word)
{
  return is_dutch (report) ? words[word].nl : words[word].en;
}

const char *
report_term (const Report *report, const char *word)
{
  gsize first = 0, end = G_N_ELEMENTS (terms);

  if (word == NULL)
    return report_word (report, WORD_UNKNOWN);
  while (first < end)
    {
      const gsize middle = first + (end - first) / 2;
      const int order = strcmp (word, terms[middle].word);

      if (order == 0)
        return is_dutch (report) ? terms[middle].phrase.nl
                                 : terms[middle].phrase.en;
      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }
  return word;
}

const char *
report_yes_no (const Report *report, gint truth)
{
  return report_word (report, truth < 0    ? WORD_UNKNOWN
                              : truth == 0 ? WORD_NO
                                           : WORD_YES);
}

char *
report_dup_money (const Report *report, const BaseNode *node)
{
  g_autofree char *text = base_human_eur_range (
      report_money (report->document, node), report->language);
  char *blank = strchr (text, ' ');

  /* The sign and the first amount stay on one line. */
  if (blank == NULL)
    return g_steal_pointer (&text);
  *blank = '\0';
  return g_strconcat (text, "\u00a0", blank + 1, NULL);
}

char *
report_dup_interval (const Report *report,
                     UitwegInterval interval,
                     guint decimals)
{
  g_autofree char *lo = NULL, *hi = NULL;

  if (isnan (interval.lo) || isnan (interval.hi))
    return g_strdup (report_word (report, WORD_UNKNOWN));
  lo = decimals == 0 && fabs (interval.lo) < 1e15
           ? base_human_count ((gint64) floor (interval.lo + 0.5),
                               report->language)
           : base_human_number (interval.lo, decimals, report->language);
  hi = decimals == 0 && fabs (interval.hi) < 1e15
           ? base_human_count ((gint64) floor (interval.hi + 0.5),
                               report->language)
           : base_human_number (interval.hi, decimals, report->language);
  if (strcmp (lo, hi) == 0)
    return g_steal_pointer (&lo);
  return g_strconcat (lo, " ", report_word (report, WORD_TO), " ", hi, NULL);
}

char *
report_dup_share (const Report *report, UitwegInterval share)
{
  const UitwegInterval percent = { share.lo * 100, share.hi * 100 };
  g_autofree char *text = NULL;

  if (isnan (share.lo) || isnan (share.hi))
    return g_strdup (report_word (report, WORD_UNKNOWN));
  text = report_dup_interval (report, percent, 0);
  return g_strconcat (text, "%", NULL);
}

char *
report_dup_day (const Report *report, const BaseNode *map, const char *key)
{
  return base_human_day (report_day (report->document, map, key),
                         report->language);
}

char *
report_dup_count (const Report *report, const BaseNode *map, const char *key)
{
  const gint64 count = report_int (report->document, map, key);

  return count == UITWEG_UNKNOWN ? g_strdup (report_word (report, WORD_UNKNOWN))
                                 : base_human_count (count, report->language);
}

char *
report_dup_value (const Report *report, const BaseNode *figure)
{
  const UitwegPlanDocument *document = report->document;
  const char *unit = report_text (document, figure, "unit");
  const UitwegDay day = report_day (document, figure, "value");
  g_autofree char *value = NULL;

  if (unit != NULL && g_str_has_prefix (unit, "EUR"))
    {
      value = report_dup_money (report, report_get (document, figure, "value"));
      return g_str_has_suffix (unit, "/month") ? g_strconcat (
                 value, " ", report_word (report, WORD_PER_MONTH), NULL)
                                               : g_steal_pointer (&value);
    }
  if (day != UITWEG_DAY_UNKNOWN)
    return base_human_day (day, report->language);
  value = report_dup_interval (report,
                               report_interval (document, figure, "value"),
                               g_strcmp0 (unit, "1") == 0 ? 2 : 0);
  if (g_strcmp0 (unit, "days") == 0)
    return g_strconcat (value, " ", report_word (report, WORD_DAYS), NULL);
  if (unit == NULL || strcmp (unit, "1") == 0)
    return g_steal_pointer (&value);
  return g_strconcat (value, " ", unit, NULL);
}

char *
report_dup_grades (const Report *report, const BaseNode *figure)
{
  GString *text = g_string_new (NULL);

  for (const BaseNode *grade =
           report_first (report->document, figure, "grades");
       grade != NULL; grade = report_next (report->document, grade))
    {
      const double share = report_number (
          report->document, report_get (report->document, figure, "grades"),
          grade->key);
      g_autofree char *percent = NULL;

      if (isnan (share) || share <= 0)
        continue;
      percent = report_dup_share (report, (UitwegInterval){ share, share });
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                              report_term (report, grade->key), percent);
    }
  return g_string_free (text, text->len == 0);
}

const char *
report_label_part (const Report *report, const BaseNode *part)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, part, "figure");
  const BaseNode *figure = report_find_figure (document, id);
  const char *label = NULL;

  if (figure != NULL && !g_str_has_prefix (id, "resource."))
    label = report_sentence (document, report_get (document, figure, "label"),
                             report->language);
  if (label == NULL)
    label = report_sentence (document, report_get (document, part, "label"),
                             report->language);
  return label != NULL ? report_term (report, label) : "?";
}

char *
report_dup_margin (const Report *report, const BaseNode *trigger)
{
  const gint64 margin = report_int (report->document, trigger, "margin_days");
  g_autofree char *days = NULL;

  if (margin == UITWEG_UNKNOWN)
    return NULL;
  days = base_human_count (margin < 0 ? -margin : margin, report->language);
  return g_strconcat (
      days, " ",
      report_word (report, margin < 0 ? WORD_DAYS_LATE : WORD_DAYS_TO_SPARE),
      NULL);
}

char *
report_dup_seen (const Report *report)
{
  const BaseNode *summary = report_get (report->document,
                                        report->document->root, "summary");
  const UitwegInterval spend = report_interval (report->document, summary,
                                                "coverage_spend");
  const UitwegInterval things = report_interval (report->document, summary,
                                                 "coverage_things");
  GString *text = g_string_new (NULL);

  if (!isnan (spend.lo))
    {
      g_autofree char *share = report_dup_share (report, spend);

      g_string_append_printf (text,
                              is_dutch (report) ? "%s van wat gefactureerd is"
                                                : "%s of what "
                                                  "was billed",
                              share);
    }
  if (!isnan (things.lo))
    {
      g_autofree char *share = report_dup_share (report, things);

      g_string_append_printf (text,
                              is_dutch (report) ? "%s%s van de onderdelen"
                                                : "%s%s of the things",
                              text->len > 0 ? ", " : "", share);
    }
  return g_string_free (text, text->len == 0);
}

char *
report_dup_coverage (const Report *report)
{
  static const char *const keys[] = {
    "n_known_types",
    "n_resources",
    "n_declared",
    "n_observed",
    "n_inferred",
    "n_without_dependency",
    "n_services_with_members",
    "n_services",
    "n_sources_complete",
    "n_sources",
  };
  const BaseNode *coverage = report_get (report->document,
                                         report->document->root, "coverage");
  g_auto (GStrv) n = g_new0 (char *, G_N_ELEMENTS (keys) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      char *count = report_dup_count (report, coverage, keys[i]);

      n[i] = count != NULL ? count : g_strdup ("?");
    }
  return g_strdup_printf (
      is_dutch (report)
          ? "%s van %s soorten bekend; afhankelijkheden: %s opgegeven, %s "
            "waargenomen, %s afgeleid, %s onderdelen zonder; %s van %s "
            "diensten met onderdelen; %s van %s bronnen volledig"
          : "%s of %s types known; dependencies: %s declared, %s observed, %s "
            "inferred, %s things without any; %s of %s services with members; "
            "%s of %s sources complete",
      n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
}

/* Controls, and marks that change the direction of writing. */
static gboolean
is_steering (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f)
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
         || c == 0xfeff;
}

void
report_append_plain (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t')
        g_string_append_c (out, ' ');
      else
        g_string_append_unichar (out, is_steering (c) ? 0xfffd : c);
    }
}
