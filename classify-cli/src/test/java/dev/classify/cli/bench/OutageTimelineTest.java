package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTimelineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /// One request per second for 300 seconds; the outage lasts from second 80 to second 110.
  private static OutageTimeline everySecond() {
    List<ReceivedRequest> requests = new ArrayList<>();
    for (int second = 0; second < 300; second++) {
      boolean ill = second >= 80 && second < 110;
      requests.add(request(second, 200, ill));
    }
    return new OutageTimeline(requests, START.plusSeconds(80), START.plusSeconds(110));
  }

  @Test
  void minuteBeforeEndsTwoSecondsBeforeTheOutage() {
    assertThat(everySecond().goodBefore()).isEqualTo(60);

    OutageTimeline lastSecondsBad =
        new OutageTimeline(
            List.of(
                request(10, 200, false),
                request(18, 200, false),
                request(77, 200, false),
                request(78, 200, false),
                request(79, 0, false)),
            START.plusSeconds(80),
            START.plusSeconds(110));
    assertThat(lastSecondsBad.goodBefore()).isEqualTo(2);
  }

  @Test
  void minutesAfterBeginFifteenSecondsAfterTheOutage() {
    assertThat(everySecond().goodAfter(2)).containsExactly(60, 60);

    OutageTimeline slow =
        new OutageTimeline(
            List.of(
                request(124, 200, false),
                request(125, 200, false),
                request(184, 200, false),
                request(185, 200, false)),
            START.plusSeconds(80),
            START.plusSeconds(110));
    assertThat(slow.goodAfter(2)).containsExactly(2, 1);
  }

  @Test
  void onlyAnswersThatTheSimulatorLeftAloneAreGood() {
    OutageTimeline timeline =
        new OutageTimeline(
            List.of(
                request(30, 200, true),
                request(31, 429, false),
                request(32, 0, true),
                request(33, 500, true),
                request(33, 200, false)),
            START.plusSeconds(80),
            START.plusSeconds(110));
    assertThat(timeline.goodBefore()).isEqualTo(1);
    assertThat(timeline.goodPerSecond()).containsExactly(0, 0, 0, 1);
  }

  @Test
  void everyArrivalDuringTheOutageCounts() {
    assertThat(everySecond().during()).isEqualTo(30);
    assertThat(everySecond().arrivals().mostInAMinute()).isEqualTo(60);
  }

  private static ReceivedRequest request(int second, int status, boolean faulty) {
    return new ReceivedRequest("id-" + second, START.plusSeconds(second), status, faulty);
  }
}
