package dev.classify.service.claims;

import dev.classify.service.send.StillWaiting;
import dev.classify.store.claims.ClaimedContents;
import dev.classify.store.claims.ContentResult;
import dev.classify.store.claims.HeldContent;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The claims of one batch in one try of its step. They end when the batch is stored.
///
/// Every method throws [SQLException] where the database is down, and may be called again then.
public interface BatchClaims {

  /// Claims the contents that no other batch asks about; see
  /// [dev.classify.store.claims.ContentClaims#claim].
  ClaimedContents claim(List<String> contentHashes, boolean takeAbandoned) throws SQLException;

  /// Gives up claims of contents that need not be asked about.
  void release(List<String> contentHashes) throws SQLException;

  /// Tells other batches what this one has found out, by content hash.
  void publish(Map<String, ContentResult> results) throws SQLException;

  /// Waits until another batch has a result for a content, or does not ask about it any more.
  ///
  /// @return why the job of this batch was stopped meanwhile; empty if it was not
  /// @throws StillWaiting where the step must not wait any longer
  Optional<String> await(HeldContent held) throws StillWaiting, SQLException, InterruptedException;
}
