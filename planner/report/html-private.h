/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the sections of the HTML report are made of. All text that comes from
 * the document passes html_text() or html_attribute(): names of an estate are
 * written by others.
 */
#ifndef REPORT_HTML_PRIVATE_H
#define REPORT_HTML_PRIVATE_H

#include "report/words.h"

/* The whole style sheet. */
extern const char *const html_style;

/* Markup of our own, as it stands. */
void html_raw (Report *report, const char *markup);
/* Text of the document, escaped; NULL is the word for unknown. */
void html_text (Report *report, const char *text);
/* "provider/region", broken at the stroke only. */
void html_target (Report *report, const char *target);
void html_word (Report *report, ReportWord word);
/* ` name="value"`, escaped. */
void html_attribute (Report *report, const char *name, const char *value);
/* ` id="prefix-id"` and ` href="#prefix-id"`, with no blanks in them. */
void html_id (Report *report, const char *prefix, const char *id);
void html_href (Report *report, const char *prefix, const char *id);

/* A section with its heading and, above 0, a sentence below it. */
void html_section (Report *report, const char *id, ReportWord title, gint lead);
void html_section_end (Report *report);
/* `<h3>` */
void html_heading (Report *report, ReportWord word);

typedef struct
{
  gint word;        /* ReportWord, or -1: no heading of its own */
  gboolean numeric; /* right-aligned */
} HtmlColumn;

/* A table in a frame that scrolls where it is too wide. The first column
 * holds the headings of the rows. */
void html_table (Report *report,
                 const char *id,
                 ReportWord caption,
                 const HtmlColumn *columns,
                 guint n_columns);
void html_table_end (Report *report);
/* A row and its heading. */
void html_row (Report *report, const char *heading);
void html_row_end (Report *report);
void html_cell (Report *report, const char *text);
/* Figures stand right. */
void html_cell_number (Report *report, const char *text);
void html_cell_count (Report *report, const BaseNode *map, const char *key);
void html_cell_day (Report *report, const BaseNode *map, const char *key);
void html_cell_sentence (Report *report, const BaseNode *map, const char *key);

/* An amount that names the figure or record that it is, and carries its
 * exact ends; a link where the figure is explained on the page. */
void html_amount (Report *report, const char *figure, const BaseNode *money);
/* The same as the place that links go to. */
void
html_amount_home (Report *report, const char *figure, const BaseNode *money);
void html_cell_amount (Report *report,
                       const BaseNode *money,
                       const char *format,
                       ...) G_GNUC_PRINTF (3, 4);

/* One pair of a `<dl>`. */
void html_pair (Report *report, ReportWord word, const char *text);
void html_pair_open (Report *report, ReportWord word);
void html_pair_end (Report *report);

/* Shares per grade as a bar, with the same in words. */
void html_grades (Report *report, const BaseNode *figure);

/* Sections; each writes nothing that the document does not say. */
void html_write_title (Report *report);
void html_write_verdicts (Report *report);
void html_write_key_lines (Report *report);
void html_write_coverage (Report *report);
void html_write_costs (Report *report);
void html_write_cash_flow (Report *report);
void html_write_timeline (Report *report);
void html_write_map (Report *report);
void html_write_groups (Report *report);
void html_write_stays (Report *report);
void html_write_lock_in (Report *report);
void html_write_jurisdictions (Report *report);
void html_write_concentration (Report *report);
void html_write_contracts (Report *report);
void html_write_bridges (Report *report);
void html_write_stops (Report *report);
void html_write_holes (Report *report);
void html_write_assumptions (Report *report);
void html_write_resources (Report *report);
void html_write_figures (Report *report);
void html_write_method (Report *report);

#endif
