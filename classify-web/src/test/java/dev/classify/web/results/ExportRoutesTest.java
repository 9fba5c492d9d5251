package dev.classify.web.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.results.ResultColumn;
import dev.classify.web.TestServer;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /// More than one part of a response holds.
  private static final int ROWS = 700;

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    List<IndicatorOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      outcomes.add(TestRows.classified("id-%03d".formatted(i), "a name, \"quoted\" " + i));
    }
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        outcomes.toArray(IndicatorOutcome[]::new));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void csvHasALineForEveryAnswerThatMatches() throws Exception {
    HttpResponse<String> response = server.get(Role.VIEWER, "/api/v1/results.csv");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"results.csv\"");
    assertThat(response.body().lines()).hasSize(ROWS + 1);
    assertThat(response.body())
        .startsWith("indicator_id,name,unit_type,")
        .contains("id-699,\"a name, \"\"quoted\"\" 699\",");
    assertThat(server.get(Role.VIEWER, "/api/v1/results.csv?search=id-00").body().lines())
        .hasSize(11);
  }

  @Test
  void parquetHasARowForEveryAnswerThatMatches() throws Exception {
    HttpResponse<byte[]> response =
        server.getBytes(Role.VIEWER, "/api/v1/results.parquet?search=id-04&source=true");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/vnd.apache.parquet");
    try (ParquetFileReader file =
            ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(response.body())));
        RowReader rows = file.rowReader()) {
      assertThat(file.getFileMetaData().numRows()).isEqualTo(10);
      rows.next();
      assertThat(rows.getString("indicator_id")).isEqualTo("id-040");
      assertThat(rows.getDouble("confidence")).isEqualTo(0.75);
      assertThat(rows.getBoolean("is_cumulative")).isTrue();
      assertThat(rows.getInt("generation")).isEqualTo(1);
      assertThat(rows.getTimestamp("classified_at")).isBefore(Instant.now());
      assertThat(rows.isNull("source.units")).isTrue();
    }
  }

  @Test
  void columnsOfTheSourceFollowIfTheyAreAskedFor() throws Exception {
    DATABASE.execute(
        "insert into source_indicators (indicator_id, name, units) values ('id-042', 'n', '%"
            + " y/y')");

    assertThat(
            server
                .get(Role.VIEWER, "/api/v1/results.csv?search=id-042&source=true")
                .body()
                .lines()
                .toList())
        .satisfiesExactly(
            header -> assertThat(header).contains(",reviewed_by,source.name,source.units,"),
            row -> assertThat(row).contains(",n,% y/y,"));
    assertThat(
            new JsonMapper()
                .readTree(
                    server
                        .get(Role.VIEWER, "/api/v1/results.jsonl?search=id-042&source=true")
                        .body())
                .path("source.units")
                .asText())
        .isEqualTo("% y/y");
  }

  @Test
  void columnsOfTheInputThatAreNoFieldsAreExported() throws Exception {
    DATABASE.execute(
        "update classifications set extra = '{\"Region\": \"North\"}' where indicator_id ="
            + " 'id-042'");
    String found = "?search=id-04";
    assertThat(server.get(Role.VIEWER, "/api/v1/results.csv" + found).body().lines().toList())
        .hasSize(11)
        .satisfies(lines -> assertThat(lines.getFirst()).endsWith(",reviewed_by,extra.Region"))
        .satisfies(lines -> assertThat(lines.get(3)).endsWith(",North"));
    assertThat(server.get(Role.VIEWER, "/api/v1/results.jsonl" + found).body())
        .contains("\"extra.Region\":\"North\"")
        .contains("\"extra.Region\":null");
    byte[] parquet = server.getBytes(Role.VIEWER, "/api/v1/results.parquet" + found).body();
    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet)));
        RowReader rows = file.rowReader()) {
      rows.next();
      assertThat(rows.isNull("extra.Region")).isTrue();
    }
    assertThat(server.get(Role.VIEWER, "/api/v1/results.csv?search=id-05").body())
        .doesNotContain("extra.");
  }

  @Test
  void jsonLinesHaveTheKeysOfTheCommand() throws Exception {
    String body = server.get(Role.VIEWER, "/api/v1/results.jsonl?search=id-042").body();
    JsonNode row = new JsonMapper().readTree(body);
    List<String> keys = new ArrayList<>();
    row.fieldNames().forEachRemaining(keys::add);
    assertThat(keys).isEqualTo(ResultColumn.ALL.stream().map(ResultColumn::column).toList());
    assertThat(row.path("confidence").asDouble()).isEqualTo(0.75);
    assertThat(row.path("decided_by").isObject()).isTrue();
    assertThat(row.path("reviewed_by").isNull()).isTrue();
    assertThat(row.path("reference_area").asText()).isEqualTo("EA");
    assertThat(row.path("sdmx_unit_mult").asInt()).isEqualTo(6);
    assertThat(row.at("/attributes/reference_area/evidence").asText())
        .isEqualTo("name: the area it names");
  }
}
