package dev.classify.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterQueriesTest {

  /// As both streams of restatectl arrive together, in whatever order.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"a":1}]                                       | 1
          [{"a":1},{"a":2}]2 rows. Query took 3.6ms       | 2
          2 rows. Query took [{"a":1},{"a":2}]50.869811ms | 2
          0 rows. Query took []5.1ms                      | 0
          """)
  void arrayIsFoundAmongOtherWords(String output, int rows) throws Exception {
    assertThat(ClusterQueries.rows(output)).hasSize(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Error: Failed to run query [N1]"})
  void outputWithoutOneIsShown(String output) {
    assertThatThrownBy(() -> ClusterQueries.rows(output))
        .hasMessage("restatectl prints no JSON: " + output);
  }

  @Test
  void remarksBetweenTheRowsOfALongTableAreNoRows() throws Exception {
    String output =
        """
        [{"node":"N1","value":"a"},{"node":"N2","value":"b"}WARNING (partial results):
          N4: External error: node N4:1 was shut down or removed
        2 rows. Query took 4.994717ms
        ]\
        """;
    assertThat(ClusterQueries.rows(output)).hasSize(2);
  }
}
