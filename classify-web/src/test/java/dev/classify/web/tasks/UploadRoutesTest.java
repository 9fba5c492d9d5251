package dev.classify.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.parquet.ParquetColumn;
import dev.classify.parquet.ParquetType;
import dev.classify.parquet.ParquetWriter;
import dev.classify.store.TestDatabase;
import dev.classify.web.TestServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final JsonMapper JSON = new JsonMapper();

  /// Its first sheet holds notes, its second the data.
  private static final Path WORKBOOK =
      Path.of("../classify-core/src/test/resources/dev/classify/input/openpyxl.xlsx");

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(DATABASE.dataSource());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> upload(Role role, String name, HttpRequest.BodyPublisher body)
      throws Exception {
    return server.send(
        server.request(Optional.of(role), "/api/v1/uploads?name=" + name).POST(body).build());
  }

  private String uploaded(String name, String content) throws Exception {
    return uploaded(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private String uploaded(String name, byte[] content) throws Exception {
    HttpResponse<String> response =
        upload(Role.OPERATOR, name, HttpRequest.BodyPublishers.ofByteArray(content));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return JSON.readTree(response.body()).path("upload").asText();
  }

  private JsonNode preview(String upload, String query) throws Exception {
    return server.json(Role.OPERATOR, "/api/v1/uploads/" + upload + "/preview" + query);
  }

  @Test
  void previewShowsColumnsRowsAndProblems() throws Exception {
    String upload =
        uploaded("rows.csv", "id,Title,Unit,Other\nA,Exports,USD,x\nB,,%,y\nA,Imports,EUR,z\n");
    JsonNode preview = preview(upload, "");

    assertThat(preview.path("columns").findValuesAsText("field"))
        .containsExactly("indicator_id", "name", "units", "null");
    assertThat(preview.path("mappingProblem").isNull()).isTrue();
    assertThat(preview.path("rows").asInt()).isEqualTo(1);
    assertThat(preview.path("unusable").asInt()).isEqualTo(2);
    assertThat(preview.path("sample").path(0).path("values").toString())
        .isEqualTo("[\"A\",\"Exports\",\"USD\",\"x\"]");
    assertThat(preview.path("problems").findValuesAsText("line")).containsExactly("3", "4");
    assertThat(preview.path("problems").path(0).path("field").asText()).isEqualTo("name");
  }

  @Test
  void columnsAreMappedByTheCaller() throws Exception {
    String upload = uploaded("rows.csv", "Mnemonic,Label\nA,Exports\n");
    JsonNode unmapped = preview(upload, "");
    assertThat(unmapped.path("mappingProblem").asText()).contains("has no column indicator_id");
    assertThat(unmapped.path("sample")).hasSize(1);

    JsonNode mapped = preview(upload, "?map=Mnemonic%3Dindicator_id&map=Label%3Dname");
    assertThat(mapped.path("rows").asInt()).isEqualTo(1);
    assertThat(mapped.path("columns").findValuesAsText("mapped")).containsExactly("true", "true");
    assertThat(
            server
                .get(Role.OPERATOR, "/api/v1/uploads/" + upload + "/preview?map=Label%3Dnothing")
                .body())
        .contains("map Label=nothing: nothing is no field");
    assertThat(server.get(Role.OPERATOR, "/api/v1/uploads/" + upload + "/preview?map=Label").body())
        .contains("map must be COLUMN=FIELD");
  }

  @Test
  void columnWithoutAFieldIsIgnored() throws Exception {
    String upload = uploaded("rows.csv", "id,name,units,Label\nA,Exports,USD,Imports\n");
    JsonNode preview = preview(upload, "?map=units%3D&map=Label%3Dname");
    assertThat(preview.path("columns").findValuesAsText("field"))
        .containsExactly("indicator_id", "null", "null", "name");
    assertThat(preview.path("rows").asInt()).isEqualTo(1);
    assertThat(preview(upload, "?map=id%3D").path("mappingProblem").asText())
        .contains("map id= ignores the only column", "indicator_id");
  }

  @Test
  void textIsReadAsTheCallerSays() throws Exception {
    String upload =
        uploaded("rows.csv", "id;name\nnot;data\nid!name,long\nA!Exports, goods\nB!Imports\n");
    JsonNode recognised = preview(upload, "");
    assertThat(recognised.path("text").path("delimiter").asText()).isEqualTo(";");
    assertThat(recognised.path("text").path("skippedLines").asInt()).isZero();

    JsonNode said = preview(upload, "?delimiter=%21&skipLines=2&map=name,long%3Dname");
    assertThat(said.path("mappingProblem").isNull()).isTrue();
    assertThat(said.path("columns").findValuesAsText("name")).containsExactly("id", "name,long");
    assertThat(said.path("rows").asInt()).isEqualTo(2);
    assertThat(said.path("sample").path(0).path("line").asInt()).isEqualTo(4);
    assertThat(said.path("text").toString())
        .isEqualTo("{\"encoding\":\"UTF-8\",\"delimiter\":\"!\",\"skippedLines\":2}");
  }

  @Test
  void fileWhoseEncodingIsNotRecognisedIsKeptUntilTheCallerSaysIt() throws Exception {
    byte[] polish =
        "id,name\nA,Sprzeda\u017C detaliczna\n".getBytes(Charset.forName("windows-1250"));
    HttpResponse<String> response =
        upload(Role.OPERATOR, "rows.csv", HttpRequest.BodyPublishers.ofByteArray(polish));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    String upload = JSON.readTree(response.body()).path("upload").asText();

    JsonNode unreadable = preview(upload, "");
    assertThat(unreadable.path("mappingProblem").asText()).contains("which encoding it has");
    assertThat(unreadable.path("columns")).isEmpty();
    assertThat(unreadable.path("format").isNull()).isTrue();
    JsonNode read = preview(upload, "?encoding=windows-1250");
    assertThat(read.path("sample").path(0).path("values").path(1).asText())
        .isEqualTo("Sprzeda\u017C detaliczna");
    assertThat(read.path("rows").asInt()).isEqualTo(1);
    assertThat(preview(upload, "?encoding=UTF-8").path("mappingProblem").asText())
        .contains("UTF-8");
  }

  @Test
  void sheetOfAWorkbookIsTheOneThatTheCallerNames() throws Exception {
    HttpResponse<String> response =
        upload(Role.OPERATOR, "list.xlsx", HttpRequest.BodyPublishers.ofFile(WORKBOOK));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    String upload = JSON.readTree(response.body()).path("upload").asText();

    assertThat(preview(upload, "").path("mappingProblem").asText())
        .contains("list.xlsx!Notes has no column indicator_id");
    JsonNode data = preview(upload, "?sheet=Data");
    assertThat(data.path("format").asText()).isEqualTo("xlsx");
    assertThat(data.path("mappingProblem").isNull()).isTrue();
    assertThat(data.path("text").isNull()).isTrue();
    assertThat(data.path("rows").asInt()).isPositive();
    assertThat(preview(upload, "?sheet=Daten").path("mappingProblem").asText())
        .contains("list.xlsx has no sheet Daten");
  }

  @Test
  void everythingThatIsWrongOfATextIsSaidTogether() throws Exception {
    String upload = uploaded("rows.csv", "id,name\nA,Exports\n");
    assertThat(
            server
                .get(
                    Role.OPERATOR,
                    "/api/v1/uploads/%s/preview?delimiter=x&skipLines=-1&map=a%%3Dname&map=b%%3Dname"
                        .formatted(upload))
                .body())
        .contains("the delimiter x is no separator", "skipLines must be", "name is already");
    assertThat(
            server
                .get(Role.OPERATOR, "/api/v1/uploads/" + upload + "/preview?encoding=klingon")
                .body())
        .contains("the encoding klingon is not known here", "such as windows-1252");
  }

  @Test
  void linesOfJsonAreReadToo() throws Exception {
    String upload =
        uploaded(
            "rows.jsonl",
            "{\"indicator_id\":\"A\",\"name\":\"Exports\"}\n{\"id\":\"B\",\"sample\":[]}\n");
    JsonNode preview = preview(upload, "");

    assertThat(preview.path("format").asText()).isEqualTo("jsonl");
    assertThat(preview.path("columns").findValuesAsText("name"))
        .containsExactly("indicator_id", "name", "id", "sample");
    assertThat(preview.path("sample").path(1).path("values").toString())
        .isEqualTo("[\"\",\"\",\"B\",\"[]\"]");
    assertThat(preview.path("rows").asInt()).isEqualTo(1);
  }

  @Test
  void archivesAndParquetAreReadAsFilesOnDiskAre() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("rows.csv"));
      zip.write("indicator_id,name\nA,Exports\n".getBytes(StandardCharsets.UTF_8));
    }
    String archive = uploaded("rows.zip", packed.toByteArray());
    assertThat(preview(archive, "").path("rows").asInt()).isEqualTo(1);

    ByteArrayOutputStream table = new ByteArrayOutputStream();
    ParquetWriter parquet =
        new ParquetWriter(
            table,
            List.of(
                new ParquetColumn("indicator_id", ParquetType.TEXT),
                new ParquetColumn("name", ParquetType.TEXT)));
    parquet.write(List.of("A", "Exports"));
    parquet.write(List.of("B", ""));
    parquet.finish();
    JsonNode preview = preview(uploaded("rows.parquet", table.toByteArray()), "");
    assertThat(preview.path("format").asText()).isEqualTo("parquet");
    assertThat(preview.path("rows").asInt()).isEqualTo(1);
    assertThat(preview.path("unusable").asInt()).isEqualTo(1);
    assertThat(preview.path("problems").path(0).path("line").asInt()).isEqualTo(2);
  }

  @Test
  void damagedOrEmptyFileIsRefusedAndForgotten() throws Exception {
    HttpResponse<String> damaged =
        upload(
            Role.OPERATOR,
            "rows.csv",
            HttpRequest.BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0}));
    assertThat(damaged.statusCode()).isEqualTo(422);
    assertThat(damaged.body()).contains("is damaged");
    assertThat(upload(Role.OPERATOR, "rows.csv", HttpRequest.BodyPublishers.noBody()).statusCode())
        .isEqualTo(422);
    assertThat(DATABASE.number("select count(*) from uploads")).isZero();
  }

  @Test
  void largerFileIsRefusedWhetherItSaysSoOrNot() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) 'x');
    HttpRequest.BodyPublisher unknown =
        HttpRequest.BodyPublishers.ofInputStream(
            () ->
                new SequenceInputStream(
                    Collections.enumeration(
                        IntStream.range(0, 33)
                            .mapToObj(_ -> new ByteArrayInputStream(mebibyte))
                            .toList())));
    HttpResponse<String> response = upload(Role.OPERATOR, "rows.csv", unknown);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(DATABASE.number("select count(*) from uploads")).isZero();
  }

  @Test
  @Timeout(60)
  void workerThatReceivesFourFilesTakesNoOther() throws Exception {
    try (SlowSender first = new SlowSender(server);
        SlowSender second = new SlowSender(server);
        SlowSender third = new SlowSender(server);
        SlowSender fourth = new SlowSender(server)) {
      awaitUploads(4);
      HttpResponse<String> refused =
          upload(Role.OPERATOR, "rows.csv", HttpRequest.BodyPublishers.ofString("id,name\nA,B\n"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
      assertThat(refused.body())
          .contains("this worker is already receiving 4 files; try again in 10 seconds");
      for (SlowSender sender : List.of(first, second, third, fourth)) {
        assertThat(sender.finish()).isEqualTo("HTTP/1.1 201 Created");
      }
    }
    uploaded("rows.csv", "id,name\nA,B\n");
  }

  @Test
  @Timeout(60)
  void uploadWhoseSenderGoesAwayIsDeleted() throws Exception {
    try (SlowSender _ = new SlowSender(server)) {
      awaitUploads(1);
    }
    awaitUploads(0);
  }

  @Test
  @Timeout(60)
  void workerThatReadsTwoFilesPreviewsNoOther() throws Exception {
    String upload = uploaded("rows.csv", "id,name\nA,B\n");
    String path = "/api/v1/uploads/" + upload + "/preview";
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> slow;
      try (Connection other = DATABASE.dataSource().getConnection();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("lock table upload_parts");
        slow =
            List.of(
                threads.submit(() -> server.get(Role.OPERATOR, path)),
                threads.submit(() -> server.get(Role.OPERATOR, path)));
        while (DATABASE.number(
                "select count(*) from pg_locks where not granted"
                    + " and relation = 'upload_parts'::regclass")
            < 2) {
          Thread.sleep(20);
        }
        HttpResponse<String> refused = server.get(Role.OPERATOR, path);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body())
            .contains("this worker is already reading 2 files; try again in 2 seconds");
        other.rollback();
      }
      for (Future<HttpResponse<String>> each : slow) {
        assertThat(each.get().statusCode()).isEqualTo(200);
      }
    }
  }

  private static void awaitUploads(long wanted) throws Exception {
    while (DATABASE.number("select count(*) from uploads") != wanted) {
      Thread.sleep(20);
    }
  }

  /// Sends a file up to its first line, and the rest later.
  private static final class SlowSender implements AutoCloseable {

    private final Socket socket;

    SlowSender(TestServer server) throws IOException {
      URI uri = server.request(Optional.empty(), "/api/v1/uploads?name=rows.csv").build().uri();
      socket = new Socket(uri.getHost(), uri.getPort());
      send(
          "POST %s?%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: 12\r\n\r\nid,name\n"
              .formatted(uri.getPath(), uri.getQuery(), uri.getAuthority(), Role.OPERATOR.text()));
    }

    private void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Sends the rest.
    ///
    /// @return the first line of the answer
    String finish() throws IOException {
      send("A,B\n");
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void onlyAnOperatorUploads() throws Exception {
    HttpResponse<String> response =
        upload(Role.REVIEWER, "rows.csv", HttpRequest.BodyPublishers.ofString("id,name\nA,B\n"));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(DATABASE.number("select count(*) from uploads")).isZero();
  }

  @Test
  void nameIsThatOfAFileWithoutFolders() throws Exception {
    HttpResponse<String> response =
        upload(Role.OPERATOR, "..%2Fetc", HttpRequest.BodyPublishers.ofString("id,name\nA,B\n"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("without folders");
  }
}
