package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReaderTest {

  /// Prompt tokens, those read from the cache and those written to it, as servers report them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          3438 | 3423 | 12   | {"prompt_tokens":3438,"prompt_tokens_details":{"cached_tokens":3423,"cache_write_tokens":12}}
          3438 | 0    | 0    | {"prompt_tokens":3438,"prompt_tokens_details":null}
          1003 | 0    | 1001 | {"prompt_tokens":1003,"prompt_tokens_details":{"cached_tokens":0,"cache_creation_tokens":1001},"cache_creation_input_tokens":1001}
          1003 | 900  | 0    | {"prompt_tokens":1003,"cache_creation_input_tokens":0,"cache_read_input_tokens":900}
          1284 | 0    | 1253 | {"prompt_tokens":31,"prompt_tokens_details":{"cached_tokens":0},"cache_creation_input_tokens":1253}
          1531 | 1500 | 0    | {"prompt_tokens":31,"cache_read_input_tokens":1500}
          1003 | 960  | 0    | {"prompt_tokens":1003,"prompt_cache_hit_tokens":960,"prompt_cache_miss_tokens":43}
          1003 | 0    | 0    | {"prompt_tokens":1003,"prompt_tokens_details":{"cached_tokens":-5}}
          """)
  void everyNameOfCachedTokensAndOfCacheWritesIsKnown(
      long prompt, long cached, long cacheWrite, String usage) throws IOException {
    assertThat(read("{\"usage\":" + usage + ",\"service_tier\":\"default\"}"))
        .isEqualTo(new LlmUsage(prompt, cached, cacheWrite, 0, "default"));
  }

  @Test
  void serverMayReportNoUsage() throws IOException {
    assertThat(read("{}")).isNull();
    assertThat(read("{\"usage\":null}")).isNull();
  }

  private static @Nullable LlmUsage read(String completion) throws IOException {
    return UsageReader.read(new JsonMapper().readTree(completion));
  }
}
