package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import dev.classify.simulator.settings.Option;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilesTest {

  private OpenAiSimulator simulator;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = Simulators.plain();
    client = TestRequests.client(simulator);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void uploadedFileCanBeReadUntilItIsDeleted() {
    String id = TestBatches.upload(client, "lines.jsonl", "{\"a\":\"é\"}\n{\"b\":2}");

    FileObject file = client.files().retrieve(id);
    assertThat(file.filename()).isEqualTo("lines.jsonl");
    assertThat(file.bytes()).isEqualTo(18);
    assertThat(file.purpose()).isEqualTo(FileObject.Purpose.BATCH);
    assertThat(file.expiresAt().orElseThrow()).isEqualTo(file.createdAt() + 2_592_000);
    assertThat(TestBatches.content(client, id))
        .extracting(Object::toString)
        .containsExactly("{\"a\":\"é\"}", "{\"b\":2}");
    assertThat(client.files().delete(id).deleted()).isTrue();
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.files().retrieve(id));
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> client.files().delete(id));
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> client.files().content(id));
  }

  @Test
  void listHasPagesWithTheNewestFirst() {
    List<String> ids =
        List.of(
            TestBatches.upload(client, "1.jsonl", "{}"),
            TestBatches.upload(client, "2.jsonl", "{}"),
            TestBatches.upload(client, "3.jsonl", "{}"));

    assertThat(client.files().list(FileListParams.builder().limit(2).build()).autoPager())
        .extracting(FileObject::id)
        .containsExactlyElementsOf(ids.reversed());
    assertThat(client.files().list(FileListParams.builder().purpose("evals").build()).data())
        .isEmpty();
  }

  @Test
  void fileOfABatchMustBeJsonLinesOfAtMostItsLimit() {
    simulator.change(simulator.settings().with(Option.BATCH_BYTES, 10));

    assertThatThrownBy(() -> TestBatches.upload(client, "lines.txt", "{}"))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Must be .jsonl");
    assertThatThrownBy(() -> TestBatches.upload(client, "lines.jsonl", "{\"a\":12345}"))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("File is too large");
    assertThat(client.files().list().data()).isEmpty();
  }

  @Test
  void brokenDownloadEndsInTheMiddle() {
    String id = TestBatches.upload(client, "lines.jsonl", "{\"a\":1}\n".repeat(10_000));
    simulator.change(simulator.settings().with(Option.FAULT, "file-content-broken=#1"));

    assertThatThrownBy(() -> TestBatches.content(client, id))
        .isInstanceOfAny(UncheckedIOException.class, OpenAIIoException.class);
    assertThat(TestBatches.content(client, id)).hasSize(10_000);
  }

  @Test
  void requestThatIsNoFormIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(simulator.baseUrl().resolve("/v1/files"))
            .header("authorization", "Bearer sk-x")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void callsNeedTheAcceptedKey() {
    simulator.change(simulator.settings().with(Option.KEY_HASH, "0000"));

    assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> client.files().list());
    assertThatExceptionOfType(UnauthorizedException.class)
        .isThrownBy(() -> client.batches().list());
    assertThatExceptionOfType(UnauthorizedException.class)
        .isThrownBy(() -> TestBatches.upload(client, "1.jsonl", "{}"));
  }
}
