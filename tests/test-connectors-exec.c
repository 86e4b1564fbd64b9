/* SPDX-License-Identifier: EUPL-1.2
 *
 * The exec connector: what a program writes is taken over, checked, and never
 * seen by a shell.
 */
#include "config.h"

#include "connectors-common.h"

#include <glib/gstdio.h>

#define HEADER "{\"format\":\"uitweg-estate/1\"}"
#define VM "{\"record\":\"resource\",\"id\":\"vm/a\",\"kind\":\"vm\"}"
#define EDGE                                                                   \
  "{\"record\":\"dependency\",\"id\":\"dep/a\",\"from\":\"vm/a\","             \
  "\"to\":\"vm/b\",\"kind\":\"network\"}"

static const char *const none[] = { NULL };

static void
test_what_it_writes_is_taken_over (void)
{
  g_autoptr (Collected)
      collected = collect ("exec",
                           (const char *[]){ "/usr/bin/printf", "%s\n%s\n%s\n",
                                             HEADER, VM, EDGE, NULL },
                           none, none);

  /* What is only mentioned stays a placeholder. */
  g_assert_cmpuint (collected->n_resources, ==, 1);
  g_assert_true (collected->is_complete);
  collected_require (collected, "vm/a");
  g_assert_true (uitweg_estate_is_placeholder (
      collected->estate, collected_require (collected, "vm/b")));
}

static void
test_a_failure_after_an_estate_is_incomplete (void)
{
  g_autoptr (Collected) collected = NULL;
  g_autofree char *script = g_build_filename (g_get_tmp_dir (),
                                              "uitweg-test-exec.sh", NULL);

  g_assert_true (g_file_set_contents (
      script, "echo '" HEADER "'; echo '" VM "'; exit 3\n", -1, NULL));
  collected = collect ("exec", (const char *[]){ "/bin/sh", script, NULL },
                       none, none);
  g_unlink (script);
  g_assert_cmpuint (collected->n_resources, ==, 1);
  g_assert_false (collected->is_complete);
}

static void
test_programs_without_an_estate_are_errors (void)
{
  expect_error ("exec", "/nonexistent/program", UITWEG_CONNECTOR_ERROR_FAILED,
                "/nonexistent/program: *");
  expect_error ("exec", "/bin/false", UITWEG_CONNECTOR_ERROR_FAILED,
                "/bin/false: ended with an error and gave no estate");
  expect_error ("exec", "/bin/pwd", UITWEG_CONNECTOR_ERROR_FAILED,
                "/bin/pwd: *");
  /* No shell sees it. */
  expect_error ("exec", "true; echo", UITWEG_CONNECTOR_ERROR_FAILED, "*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/exec/estate",
                   test_what_it_writes_is_taken_over);
  g_test_add_func ("/connectors/exec/status",
                   test_a_failure_after_an_estate_is_incomplete);
  g_test_add_func ("/connectors/exec/errors",
                   test_programs_without_an_estate_are_errors);
  return g_test_run ();
}
