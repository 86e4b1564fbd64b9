/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes as CSV: each cell is text, and what was read can be written and
 * read again with the same cells.
 */
#include "config.h"

#include <string.h>

#include "base/csv.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_row (const BaseCsv *csv, GString *written)
{
  guint32 n_cells = base_csv_get_n_cells (csv);

  for (guint32 i = 0; i < n_cells; i++)
    {
      const BaseCsvCell *cell = base_csv_get_cell (csv, i);

      g_assert_cmpuint (strlen (cell->text), ==, cell->length);
      g_assert_true (g_utf8_validate_len (cell->text, cell->length, NULL));
      g_assert_cmpuint (cell->line, >=, base_csv_get_line (csv));
      if (i > 0)
        g_string_append_c (written, ',');
      base_csv_append_cell (written, ',', cell->text);
    }
}

static void
check_written (const BaseCsv *csv, const GString *row)
{
  g_autofree char *text = g_strconcat (row->str, "\n", NULL);
  g_autoptr (BaseCsv) again = base_csv_new_for_data (
      "again", text, strlen (text), BASE_CSV_STRICT, NULL);

  /* An empty row cannot be told from no row, and a header without a comma
   * may be cut at another delimiter. */
  if (again == NULL || base_csv_get_delimiter (again) != ','
      || strchr (row->str, ',') == NULL)
    return;
  g_assert_cmpuint (base_csv_get_n_columns (again), ==,
                    base_csv_get_n_cells (csv));
  for (guint32 i = 0; i < base_csv_get_n_columns (again); i++)
    g_assert_cmpstr (base_csv_get_head (again, i), ==,
                     base_csv_get_text (csv, i));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  for (guint flags = 0; flags < 4; flags++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BaseCsv) csv = base_csv_new_for_data (
          "fuzz", (const char *) data, size, (BaseCsvFlags) flags, &error);

      g_assert_true ((csv == NULL) == (error != NULL));
      while (csv != NULL && base_csv_next (csv, &error))
        {
          g_autoptr (GString) row = g_string_new (NULL);

          check_row (csv, row);
          check_written (csv, row);
        }
    }
  return 0;
}
