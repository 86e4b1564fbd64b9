/* SPDX-License-Identifier: EUPL-1.2
 *
 * Person-days: of one resource by its effort class, and once per application.
 */
#ifndef OPTIONS_EFFORT_H
#define OPTIONS_EFFORT_H

#include <uitweg/money.h>
#include <uitweg/options.h>

/* Three points in person-days, and the parameter that they come from. */
typedef struct
{
  double low, mode, high;
  const char *source; /* "effort.class.M"; owned by the library */
  UitwegGrade grade;
} OptionsEffort;

/*
 * The effort of an effort class ("XS" to "XL"). An unknown class gives the
 * whole span: low of the least, mode of the middle, high of the greatest.
 */
OptionsEffort options_effort_of_class (const UitwegCatalog *catalog,
                                       const char *effort_class);

/*
 * Coordination, tests and cut-over of a whole application, once on top of its
 * resources (priors D-3 to D-5 by strategy). All zero where the strategy has
 * none (retain, retire); self-run counts as replatform.
 */
OptionsEffort options_effort_overhead (const UitwegCatalog *catalog,
                                       UitwegStrategy strategy);

/*
 * What makes it larger: size of the data and number of copies (largest step
 * exceeded per measure), blockers by category. UITWEG_UNKNOWN sizes count as
 * below every step.
 */
double options_effort_factor (const UitwegCatalog *catalog,
                              gint64 data_bytes,
                              gint64 count,
                              guint n_warnings,
                              guint n_criticals);

/* @days of people at @eur_per_day, rounded once; the days are exact to a
 * millionth. */
gboolean options_effort_price (double days,
                               UitwegMoney eur_per_day,
                               UitwegMoney *out,
                               GError **error);

#endif
