package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.OpenAIIoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokenTest {

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private Path file;
  private AccessToken token;

  @BeforeEach
  void readsAFile() {
    file = folder.resolve("token");
    token = new AccessToken(new TokenSource.InFile(file), () -> now);
  }

  @Test
  void tokenIsReadAgainFiveMinutesBeforeItExpires() throws IOException {
    String first = write(Duration.ofHours(1));
    assertThat(token.current()).isEqualTo(first);
    String second = write(Duration.ofHours(2));

    pass(Duration.ofMinutes(54));
    assertThat(token.current()).isEqualTo(first);
    pass(Duration.ofMinutes(1));
    assertThat(token.current()).isEqualTo(second);
  }

  @Test
  void tokenThatDoesNotSayWhenItExpiresIsReadEveryMinute() throws IOException {
    Files.writeString(file, "opaque-1");
    assertThat(token.current()).isEqualTo("opaque-1");
    Files.writeString(file, "opaque-2");

    pass(Duration.ofSeconds(59));
    assertThat(token.current()).isEqualTo("opaque-1");
    pass(Duration.ofSeconds(1));
    assertThat(token.current()).isEqualTo("opaque-2");
  }

  @Test
  void tokenIsUsedToItsEndIfThereIsNoOther() throws IOException {
    String only = write(Duration.ofHours(1));
    assertThat(token.current()).isEqualTo(only);
    Files.delete(file);

    pass(Duration.ofMinutes(59));
    assertThat(token.current()).isEqualTo(only);
    pass(Duration.ofMinutes(1));
    assertThatThrownBy(token::current)
        .isInstanceOf(OpenAIIoException.class)
        .hasMessageContaining("OPENAI_TOKEN_FILE: " + file);

    String next = write(Duration.ofHours(1));
    pass(Duration.ofSeconds(5));
    assertThat(token.current()).isEqualTo(next);
  }

  @Test
  void expiredTokenIsNotSent() throws IOException {
    write(Duration.ofSeconds(-1));

    assertThatThrownBy(token::current)
        .hasMessageContaining("the access token expired at 2026-11-28T11:59:59Z");
  }

  @Test
  void refusedTokenIsReplacedAtOnceIfThereIsAnother() throws IOException {
    Files.writeString(file, "old");
    assertThat(token.current()).isEqualTo("old");
    assertThat(token.isRenewed("old")).isFalse();

    Files.writeString(file, "new");
    assertThat(token.isRenewed("old")).as("not read for every request in flight").isFalse();
    pass(Duration.ofSeconds(5));
    assertThat(token.isRenewed("old")).isTrue();
    assertThat(token.isRenewed("old")).as("of a request that was sent earlier").isTrue();
    assertThat(token.current()).isEqualTo("new");
  }

  @Test
  void commandThatHangsIsKilled() {
    TokenSource slow = new TokenSource.FromCommand("sleep 600", Duration.ofMillis(200));

    assertThatThrownBy(slow::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("OPENAI_TOKEN_COMMAND failed");
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /// A token of the form of Entra ID that expires after this time.
  private String write(Duration left) throws IOException {
    String payload = "{\"aud\":\"x\",\"exp\":%d}".formatted(now.plus(left).getEpochSecond());
    String written =
        "eyJhbGciOiJub25lIn0."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
            + ".c2ln";
    Files.writeString(file, written);
    return written;
  }
}
