package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeVoteTest {

  private static final SeriesAttributes NOTHING = SeriesAttributes.NONE;

  @Test
  void whatOneFindsCountsThoughTheOthersSayNothing() {
    assertThat(vote(NOTHING, area("JP", 0.95, DecidedBy.RULES)))
        .isEqualTo(new AttributeValue("JP", 0.95, DecidedBy.RULES, "by rules"));
    assertThat(vote(area("JP", 0.8, DecidedBy.MODEL), NOTHING).by()).isEqualTo(DecidedBy.MODEL);
    assertThat(AttributeVote.of(List.of(NOTHING, NOTHING))).isEqualTo(NOTHING);
  }

  @Test
  void agreementIsSurerThanEither() {
    AttributeValue agreed =
        vote(area("JP", 0.8, DecidedBy.MODEL), area("JP", 0.9, DecidedBy.RULES));
    assertThat(agreed.confidence()).isEqualTo(0.98);
    assertThat(agreed.evidence()).isEqualTo("by model; by rules");
  }

  @Test
  void surerOfTwoWinsButIsUncertain() {
    AttributeValue disputed =
        vote(area("CN", 0.8, DecidedBy.MODEL), area("JP", 0.95, DecidedBy.RULES));
    assertThat(disputed.value()).isEqualTo("JP");
    assertThat(disputed.confidence()).isEqualTo(0.6);
  }

  @Test
  void twoOutvoteASurerOne() {
    AttributeValue elected =
        vote(
            area("CN", 0.7, DecidedBy.REVIEW_MODEL),
            area("CN", 0.7, DecidedBy.MODEL),
            area("JP", 0.95, DecidedBy.RULES));
    assertThat(elected.value()).isEqualTo("CN");
    assertThat(elected.confidence()).isEqualTo(0.91);
  }

  private static AttributeValue vote(SeriesAttributes... voices) {
    return AttributeVote.of(List.of(voices)).of(SeriesAttribute.REFERENCE_AREA).orElseThrow();
  }

  private static SeriesAttributes area(String code, double confidence, DecidedBy by) {
    return new SeriesAttributes(
        Map.of(
            SeriesAttribute.REFERENCE_AREA,
            new AttributeValue(code, confidence, by, "by " + by.token())));
  }
}
