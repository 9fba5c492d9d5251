package dev.classify.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

  @Test
  void workerHasPlaceForSoManyStreams() {
    EventStreams streams = new EventStreams(_ -> Map.of());
    for (int i = 0; i < EventStreams.STREAMS_MAX; i++) {
      assertThat(streams.reserve()).isTrue();
    }
    assertThat(streams.reserve()).isFalse();
  }
}
