package dev.classify.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

  private static final Price PLAIN = price("2", "0.2", null, "10");
  private static final Price WRITES = price("2", "0.2", "2.5", "10");

  @Test
  void everyTokenOfAPromptIsReadFromTheCacheWrittenToItOrNeither() {
    assertThat(WRITES.cost(1_000_000, 300_000, 400_000, 100_000)).isEqualByComparingTo("2.66");
    assertThat(PLAIN.cost(1_000_000, 300_000, 400_000, 100_000)).isEqualByComparingTo("2.46");
  }

  /// Whatever part of the prompt is cached or written, and up to a tenth more than was counted.
  @ParameterizedTest
  @CsvSource({"0,0", "0,5500", "5500,0", "2000,3500", "1,1"})
  void noRequestCostsMoreThanItsMaximum(long cached, long written) {
    for (Price price : new Price[] {PLAIN, WRITES, price("2", "3", null, "10")}) {
      assertThat(price.costMax(5_000, 700))
          .isGreaterThanOrEqualTo(price.cost(5_500, cached, written, 700));
    }
  }

  @Test
  void earlierBuildReadsAPriceWithoutCacheWritesAndIsRead() throws Exception {
    JsonMapper json = new JsonMapper();
    String earlier = "{\"prompt\":2,\"cached\":0.2,\"completion\":10}";

    assertThat(json.writeValueAsString(PLAIN)).isEqualTo(earlier);
    assertThat(json.readValue(earlier, Price.class)).isEqualTo(PLAIN);
    assertThat(json.readValue(json.writeValueAsString(WRITES), Price.class)).isEqualTo(WRITES);
  }

  private static Price price(
      String prompt, String cached, @Nullable String cacheWrite, String completion) {
    return new Price(
        new BigDecimal(prompt),
        new BigDecimal(cached),
        cacheWrite == null ? null : new BigDecimal(cacheWrite),
        new BigDecimal(completion));
  }
}
