/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan document, figures: each total with its value, the share of each
 * grade, its formula and its parts, down to resources, prices and records.
 * `why` prints nothing that does not stand here.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "report/json-private.h"

static void
begin_figure (ReportJson *out,
              const char *id,
              UitwegText label,
              const char *unit)
{
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "id", id);
  report_add_text (out, "label", label);
  base_json_add_string (&out->json, "unit", unit);
}

static void
begin_parts (ReportJson *out, const char *formula)
{
  base_json_add_string (&out->json, "formula", formula);
  base_json_key (&out->json, "parts");
  base_json_begin_list (&out->json);
}

static void
end_figure (ReportJson *out)
{
  base_json_end_list (&out->json);
  base_json_end_object (&out->json);
}

static void
add_part (ReportJson *out,
          const char *label,
          UitwegMoneyRange value,
          const char *grade,
          const char *source,
          const char *figure)
{
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "label", label);
  report_add_range (out, "value", value);
  if (grade != NULL)
    base_json_add_string (&out->json, "grade", grade);
  if (source != NULL)
    base_json_add_string (&out->json, "source", source);
  if (figure != NULL)
    base_json_add_string (&out->json, "figure", figure);
  base_json_end_object (&out->json);
}

/* Shares of the value per grade, the weakest that has any, and the holes. */
static void
add_grades (ReportJson *out, const UitwegGradedSum *sum)
{
  double all = 0;
  guint weakest = 0;

  for (guint i = 0; i < UITWEG_N_GRADES; i++)
    {
      all += (double) sum->by_grade[i];
      if (sum->by_grade[i] != 0)
        weakest = i;
    }
  base_json_key (&out->json, "grades");
  base_json_begin_object (&out->json);
  for (guint i = 0; i < UITWEG_N_GRADES; i++)
    base_json_add_number (&out->json, uitweg_grade_get_name ((UitwegGrade) i),
                          all > 0 ? (double) sum->by_grade[i] / all : 0);
  base_json_end_object (&out->json);
  base_json_add_string (&out->json, "weakest",
                        uitweg_grade_get_name ((UitwegGrade) weakest));
  base_json_add_int (&out->json, "n_holes", sum->n_holes);
}

static const UitwegText line_labels[UITWEG_N_COST_LINES] = {
  { "Effort of people", "Inzet van mensen" },
  { "Licences", "Licenties" },
  { "Data transfer and egress", "Gegevens overzetten en uitgaand verkeer" },
  { "Running twice during the move", "Dubbel draaien tijdens de overgang" },
  { "Commitments paid for and not used",
    "Verplichtingen betaald en niet gebruikt" },
  { "Early exit penalties", "Boetes voor vroeg vertrek" },
  { "Bridges between waves", "Overbruggingen tussen golven" },
  { "Training", "Opleiding" },
  { "Opening new providers", "Nieuwe aanbieders inrichten" },
  { "Decommissioning", "Uitzetten en opruimen" },
  { "Other", "Overig" },
};

static const char *const line_formulas[UITWEG_N_COST_LINES] = {
  "person-days (low + 4 mode + high) / 6 x factors x learning x day rate, "
  "less the share of retiring",
  "licences of the chosen options",
  "egress of switching by the law calendar, and lines",
  "target run cost from ready to cut-over + source run cost from cut-over to "
  "retired, a month is 730 h",
  "committed spend after the last use",
  "early exit penalty where it is less than what is left of the commitment",
  "traffic x price over the lifetime of each bridge",
  "users x days x day cost, or as assumed",
  "effort of a landing zone per provider that is new to the organisation",
  "share of retiring of the effort",
  "other one-off parts of the chosen options",
};

static void
figure_total (ReportJson *out)
{
  const UitwegPlanCost *cost = uitweg_plan_get_cost (out->plan);

  begin_figure (out, "cost.one_off",
                (UitwegText){ "One-off cost of the plan",
                              "Eenmalige kosten van het plan" },
                "EUR");
  report_add_range (out, "value", cost->one_off_total.value);
  add_grades (out, &cost->one_off_total);
  begin_parts (out, "sum of the cost lines");
  for (guint i = 0; i < UITWEG_N_COST_LINES; i++)
    {
      const char *name = uitweg_cost_line_get_name ((UitwegCostLine) i);
      g_autofree char *id = g_strdup_printf ("cost.%s", name);

      add_part (out, line_labels[i].en, cost->one_off[i].value, NULL, NULL, id);
    }
  end_figure (out);
}

/* One-off parts of resources, groups, bridges and contracts that a line is
 * the sum of. Lines made of resources list these. */
static void
list_line_parts (ReportJson *out, UitwegCostLine line)
{
  const guint32 n = uitweg_estate_get_n_resources (out->estate);
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  guint32 n_groups;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (out->plan, &n_groups);

  if (line != UITWEG_COST_EFFORT)
    return;
  for (guint32 r = 0; r < n; r++)
    if (resources[r].effort.hi > 0)
      {
        g_autofree char *id = g_strdup_printf ("resource.%s.one_off",
                                               report_resource_id (out, r));

        add_part (out, report_resource_id (out, r), resources[r].effort,
                  "inferred", "effort, decommissioning included", id);
      }
  for (guint32 g = 0; g < n_groups; g++)
    if (groups[g].overhead.hi > 0)
      add_part (out, groups[g].name, groups[g].overhead, "inferred",
                "effort.application: once per application", NULL);
}

static void
figure_line (ReportJson *out, UitwegCostLine line)
{
  const UitwegGradedSum *sum = &uitweg_plan_get_cost (out->plan)->one_off[line];
  g_autofree char *id = g_strdup_printf ("cost.%s",
                                         uitweg_cost_line_get_name (line));

  begin_figure (out, id, line_labels[line], "EUR");
  report_add_range (out, "value", sum->value);
  add_grades (out, sum);
  begin_parts (out, line_formulas[line]);
  list_line_parts (out, line);
  end_figure (out);
}

static void
list_run_parts (ReportJson *out, gboolean after)
{
  const UitwegMoneyRange *today = uitweg_options_get_run_today (out->options);
  const guint8 *grades = uitweg_options_get_run_today_grade (out->options);
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  for (guint32 r = 0; r < n; r++)
    {
      const UitwegOption *option = resources[r].option;
      const gboolean stays = option == NULL
                             || option->strategy == UITWEG_STRATEGY_RETAIN;
      const UitwegMoneyRange value = after && !stays ? option->run_per_month
                                                     : today[r];
      g_autofree char *id = g_strdup_printf ("resource.%s.run_after",
                                             report_resource_id (out, r));

      if (resources[r].group == UITWEG_NONE || value.lo == UITWEG_UNKNOWN
          || value.hi == 0)
        continue;
      add_part (
          out, report_resource_id (out, r), value,
          after && !stays ? NULL
                          : uitweg_grade_get_name ((UitwegGrade) grades[r]),
          after && !stays ? report_target_id (out, option->target) : "today",
          after && !stays ? id : NULL);
    }
}

static void
figure_run (ReportJson *out)
{
  const UitwegPlanCost *cost = uitweg_plan_get_cost (out->plan);

  begin_figure (out, "run.before",
                (UitwegText){ "Run cost per month today", "Maandlasten nu" },
                "EUR/month");
  report_add_range (out, "value", cost->run_before.value);
  add_grades (out, &cost->run_before);
  begin_parts (out, "sum over all things, as billed, stated or allocated");
  list_run_parts (out, FALSE);
  end_figure (out);

  begin_figure (out, "run.after",
                (UitwegText){ "Run cost per month after the plan",
                              "Maandlasten na het plan" },
                "EUR/month");
  report_add_range (out, "value", cost->run_after.value);
  add_grades (out, &cost->run_after);
  begin_parts (out, "sum over the chosen options, and of what stays as today");
  list_run_parts (out, TRUE);
  end_figure (out);

  begin_figure (out, "run.difference",
                (UitwegText){ "Change of the run cost per month",
                              "Verschil in maandlasten" },
                "EUR/month");
  report_add_range (out, "value", cost->run_difference);
  begin_parts (out, "run.after - run.before, ends crossed");
  add_part (out, "after", cost->run_after.value, NULL, NULL, "run.after");
  add_part (out, "before", cost->run_before.value, NULL, NULL, "run.before");
  end_figure (out);
}

static void
figure_horizon (ReportJson *out,
                const char *id,
                UitwegText label,
                UitwegMoneyRange value,
                const char *formula)
{
  begin_figure (out, id, label, "EUR");
  report_add_range (out, "value", value);
  begin_parts (out, formula);
  end_figure (out);
}

static void
figures_horizon (ReportJson *out)
{
  const UitwegPlanCost *cost = uitweg_plan_get_cost (out->plan);

  figure_horizon (
      out, "cost.do_nothing",
      (UitwegText){ "Do nothing over the horizon",
                    "Niets doen over de looptijd" },
      cost->do_nothing,
      "run cost today x months; no prior for price rises has a source, so none "
      "is counted");
  figure_horizon (out, "cost.do_nothing_discounted",
                  (UitwegText){ "Do nothing over the horizon, discounted",
                                "Niets doen over de looptijd, contant" },
                  cost->do_nothing_discounted,
                  "each month x (1 + rate)^(-days / 365.25)");
  figure_horizon (out, "cost.total_horizon",
                  (UitwegText){ "One-off and run cost over the horizon",
                                "Eenmalig en maandlasten over de looptijd" },
                  cost->horizon_plain, "sum of the cash flow by month");
  figure_horizon (
      out, "cost.total_discounted",
      (UitwegText){ "One-off and run cost over the horizon, discounted",
                    "Eenmalig en maandlasten over de looptijd, contant" },
      cost->horizon_discounted,
      "each month of the cash flow x (1 + rate)^(-days / 365.25)");
}

static void
figures_resource (ReportJson *out, guint32 r)
{
  const UitwegPlanResource *resource = &uitweg_plan_get_resources (
      out->plan)[r];
  const UitwegOption *option = resource->option;
  const char *id = report_resource_id (out, r);

  for (guint monthly = 0; monthly < 2; monthly++)
    {
      g_autofree char *figure = g_strdup_printf (
          monthly ? "resource.%s.run_after" : "resource.%s.one_off", id);
      g_autofree char *en = g_strdup_printf (
          monthly ? "Run cost per month of %s" : "One-off cost of %s", id);
      g_autofree char *nl = g_strdup_printf (
          monthly ? "Maandlasten van %s" : "Eenmalige kosten van %s", id);

      begin_figure (out, figure, (UitwegText){ en, nl },
                    monthly ? "EUR/month" : "EUR");
      report_add_range (out, "value",
                        monthly ? option->run_per_month : resource->one_off);
      base_json_add_number (&out->json, "learning", resource->learning);
      begin_parts (out, monthly ? "sum of the priced parts"
                                : "sum of the priced parts, effort x learning");
      for (guint32 i = 0; i < option->n_parts; i++)
        {
          const UitwegPart *part = uitweg_options_get_part (
              out->options, option->first_part + i);
          const UitwegMoneyRange hole = { UITWEG_UNKNOWN, UITWEG_UNKNOWN };

          if (part->monthly == (monthly == 1))
            add_part (out,
                      part->text != NULL
                          ? part->text
                          : uitweg_part_kind_get_name (part->kind),
                      part->hole ? hole : part->amount,
                      uitweg_grade_get_name (part->grade), part->source, NULL);
        }
      end_figure (out);
    }
}

static void
figure_share (ReportJson *out)
{
  begin_figure (
      out, "control.share",
      (UitwegText){ "Key services under control, after the plan",
                    "Sleuteldiensten onder eigen gezag, na het plan" },
      "1");
  report_add_interval (
      out, "value",
      uitweg_verdict_get_share_under_control_after (out->verdict));
  begin_parts (out,
               "vital and high services whose jurisdictions all lie in the "
               "area required / all such; unknown counts as 0 to 1");
  end_figure (out);
}

void
report_write_figures (ReportJson *out)
{
  const guint32 n = uitweg_estate_get_n_resources (out->estate);
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);

  base_json_key (&out->json, "figures");
  base_json_begin_list (&out->json);
  figure_total (out);
  for (guint i = 0; i < UITWEG_N_COST_LINES; i++)
    figure_line (out, (UitwegCostLine) i);
  figure_run (out);
  figures_horizon (out);
  figure_share (out);
  for (guint32 r = 0; r < n; r++)
    if (resources[r].option != NULL
        && resources[r].option->strategy != UITWEG_STRATEGY_RETAIN)
      figures_resource (out, r);
  base_json_end_list (&out->json);
}
