package dev.classify.service.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.service.claims.BatchClaims;
import dev.classify.service.send.StillWaiting;
import dev.classify.store.claims.ClaimedContents;
import dev.classify.store.claims.ContentResult;
import dev.classify.store.outcomes.StoredAnswer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what becomes of each content of a batch, so that batches at work at the same time ask
/// about each content once.
///
/// A batch claims contents before it asks about them. Those that another batch has claimed it waits
/// for only after its own ones are settled and the others know the results. So batches that wait
/// for each other all go on.
final class AnswerCollector {

  private static final JsonMapper JSON = new JsonMapper();

  /// Finds stored answers by content hash.
  interface StoredLookup {
    Map<String, StoredAnswer> of(List<String> contentHashes) throws SQLException;
  }

  private final LlmConversation conversation;
  private final BatchClaims claims;
  private final StoredLookup stored;
  private final Map<String, StoredAnswer> known;
  private final Map<String, ContentVerdict> refused = new HashMap<>();
  private final Map<String, PendingContent> open = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();

  /// @param known stored answers that were found when the batch began, by content hash
  AnswerCollector(
      LlmConversation conversation,
      BatchClaims claims,
      StoredLookup stored,
      Map<String, StoredAnswer> known) {
    this.conversation = conversation;
    this.claims = claims;
    this.stored = stored;
    this.known = new HashMap<>(known);
  }

  /// Asks and waits until every content is settled or the job is stopped.
  ///
  /// @throws StillWaiting where the step must not wait any longer
  /// @throws SQLException where the database is down
  void collect(List<PendingContent> contents)
      throws StillWaiting, SQLException, InterruptedException {
    contents.forEach(content -> open.put(content.contentHash(), content));
    boolean hasWaited = false;
    while (!open.isEmpty() && conversation.stopReason() == null) {
      ClaimedContents claimed = claims.claim(List.copyOf(open.keySet()), hasWaited);
      claimed.results().forEach(this::take);
      takeStored(claimed.fresh());
      for (List<String> wave : claimed.waves()) {
        ask(Set.copyOf(wave));
      }
      if (conversation.stopReason() == null && !claimed.held().isEmpty()) {
        publish();
        claims.await(claimed.held().getFirst()).ifPresent(conversation::stop);
        hasWaited = true;
      }
    }
  }

  /// The answer of somebody else to a content; null where this batch asked a model or nobody did.
  @Nullable StoredAnswer knownAnswer(String contentHash) {
    return known.get(contentHash);
  }

  /// The verdict on a content that has no known answer; null where the job was stopped before.
  @Nullable ContentVerdict verdict(String contentHash) {
    ContentVerdict byOther = refused.get(contentHash);
    return byOther == null ? conversation.verdict(contentHash) : byOther;
  }

  private void take(String contentHash, ContentResult result) {
    open.remove(contentHash);
    switch (result) {
      case ContentResult.Answered(String json) -> known.put(contentHash, read(json));
      case ContentResult.Refused(String reason) ->
          refused.put(contentHash, new ContentVerdict.GiveUp(reason));
    }
  }

  /// A batch that had claimed these contents may have been stored since they were looked up.
  private void takeStored(List<String> fresh) throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    Map<String, StoredAnswer> found = stored.of(fresh);
    if (!found.isEmpty()) {
      claims.release(List.copyOf(found.keySet()));
      known.putAll(found);
      open.keySet().removeAll(found.keySet());
    }
  }

  /// Contents that were claimed at different times are asked about one after another, so that a
  /// step that is tried again sends the same requests.
  private void ask(Set<String> wave) throws StillWaiting, SQLException, InterruptedException {
    List<PendingContent> contents =
        open.values().stream().filter(content -> wave.contains(content.contentHash())).toList();
    if (conversation.stopReason() == null) {
      conversation.askAbout(contents);
    }
    if (conversation.stopReason() == null) {
      asked.addAll(wave);
      open.keySet().removeAll(wave);
    }
  }

  private void publish() throws SQLException {
    Map<String, ContentResult> results = new HashMap<>();
    for (String contentHash : asked) {
      result(contentHash).ifPresent(result -> results.put(contentHash, result));
    }
    List<String> byRules =
        asked.stream()
            .filter(hash -> conversation.verdict(hash) instanceof ContentVerdict.ByRules)
            .toList();
    asked.clear();
    if (!results.isEmpty()) {
      claims.publish(results);
    }
    // Another job may want to wait for the model.
    if (!byRules.isEmpty()) {
      claims.release(byRules);
    }
  }

  private Optional<ContentResult> result(String contentHash) {
    return switch (conversation.verdict(contentHash)) {
      case ContentVerdict.Done done ->
          Optional.of(
              new ContentResult.Answered(write(new StoredAnswer(done.decided(), done.model()))));
      case ContentVerdict.GiveUp end -> Optional.of(new ContentResult.Refused(end.reason()));
      case ContentVerdict.ByRules _, ContentVerdict.AskAgain _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static String write(StoredAnswer answer) {
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static StoredAnswer read(String json) {
    try {
      return JSON.readValue(json, StoredAnswer.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("content_claims holds no answer of this build", fault);
    }
  }
}
