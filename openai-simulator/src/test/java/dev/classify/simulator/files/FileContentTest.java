package dev.classify.simulator.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileContentTest {

  @Test
  void contentIsWhatWasWrittenAcrossBlocks() {
    String line = "{\"custom_id\":\"é\",\"instructions\":\"" + "classify ".repeat(5_000) + "\"}\n";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    FileContent.Writer writer = new FileContent.Writer();
    for (int i = 0; i < 100; i++) {
      writer.write(bytes);
    }
    FileContent content = writer.content();

    assertThat(writer.size()).isEqualTo(100L * bytes.length);
    assertThat(content.size()).isEqualTo(100L * bytes.length);
    assertThat(content.blocks()).isGreaterThan(30);
    for (long number : new long[] {0, 2, 57, 99}) {
      assertThat(content.text(number * bytes.length, (number + 1) * bytes.length)).isEqualTo(line);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int block = 0; block < content.blocks(); block++) {
      all.writeBytes(content.block(block));
    }
    assertThat(all.toString(StandardCharsets.UTF_8)).isEqualTo(line.repeat(100));
    assertThat(content.bytesInMemory()).isLessThan(content.size() / 10);
  }

  @Test
  void contentOfOneBlockExactlyAndOfNoBytesIsRead() {
    FileContent whole = FileContent.of(new byte[FileContent.BLOCK_BYTES]);
    assertThat(whole.blocks()).isOne();
    assertThat(whole.block(0)).hasSize(FileContent.BLOCK_BYTES);
    assertThat(FileContent.EMPTY.blocks()).isZero();
    assertThat(FileContent.of(new byte[0]).size()).isZero();
    assertThat(FileContent.EMPTY.text(0, 0)).isEmpty();
  }
}
