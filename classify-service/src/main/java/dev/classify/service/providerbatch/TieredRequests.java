package dev.classify.service.providerbatch;

import dev.classify.model.ServiceTier;
import dev.classify.service.send.Requests;
import dev.classify.service.send.SendResult;
import dev.classify.service.send.SendTask;
import dev.classify.service.send.StillWaiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Sends requests at the tier `batch` in files, and the others on their own, which takes less long
/// and is done first.
record TieredRequests(Requests live, Requests inFiles) implements Requests {

  @Override
  public List<SendResult> sendAll(List<SendTask> tasks)
      throws StillWaiting, SQLException, InterruptedException {
    Iterator<SendResult> ofLive =
        live.sendAll(tasks.stream().filter(task -> !isInFile(task)).toList()).iterator();
    Iterator<SendResult> ofFiles =
        inFiles.sendAll(tasks.stream().filter(TieredRequests::isInFile).toList()).iterator();
    List<SendResult> results = new ArrayList<>();
    for (SendTask task : tasks) {
      results.add((isInFile(task) ? ofFiles : ofLive).next());
    }
    return results;
  }

  private static boolean isInFile(SendTask task) {
    return task.tier() == ServiceTier.BATCH;
  }
}
