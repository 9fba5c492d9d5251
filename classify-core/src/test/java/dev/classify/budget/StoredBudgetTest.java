package dev.classify.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A budget stored by an earlier build can be read.
class StoredBudgetTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void stateKeepsItsJsonNames() throws JsonProcessingException {
    assertRoundTrip(
        Budget.class,
        """
        {"account": {"requestsDue": 1.5, "tokensDue": 2.5, "largest": 3.5},
         "booked": {"taken": [{"at": 1.5, "until": 2.5}]},
         "heldUntil": 5.5,
         "jobs": {"job": {
           "limits": {"requestsPerMinute": 60, "tokensPerMinute": null},
           "cap": {"requestsDue": 1.5, "tokensDue": 2.5, "largest": 3.5},
           "share": {"requestsDue": 4.5, "tokensDue": 5.5, "largest": 6.5},
           "askedAt": 7}},
         "granted": {"first": 1, "sums": [2]},
         "grantedTokens": {"first": 3, "sums": [4]},
         "others": {"at": 1, "requests": 2.5, "tokens": 3.5,
           "leave": {"requestsPerMinute": 6, "tokensPerMinute": 7}, "heldUntil": 8.5}}
        """);
  }

  @Test
  void stateOfTheFirstBuildsGetsDefaultsForMissingFields() throws JsonProcessingException {
    String stored =
        """
        {"account": {"requestsDue": 1.5, "tokensDue": 2.5, "largest": 3.5},
         "heldUntil": 5.5, "jobs": {}}
        """;
    assertThat(JSON.readValue(stored, Budget.class))
        .isEqualTo(
            new Budget(
                new Pace(1.5, 2.5, 3.5),
                new ReservedSlots(List.of()),
                5.5,
                Map.of(),
                new GrantHistory(0, List.of()),
                new GrantHistory(0, List.of()),
                ExternalUsage.NONE));
  }

  private static <T> void assertRoundTrip(Class<T> type, String json)
      throws JsonProcessingException {
    String written = JSON.writeValueAsString(JSON.readValue(json, type));
    assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(json));
  }
}
