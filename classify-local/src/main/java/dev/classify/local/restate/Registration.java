package dev.classify.local.restate;

import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Task;
import dev.classify.local.process.Wait;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers the workers with Restate.
public final class Registration {

  /// Of the component.
  public static final String NAME = "registration";

  private static final Logger log = LoggerFactory.getLogger(Registration.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final RestateAdmin admin;
  private final URI service;
  private final String fix;

  /// @param admins admin addresses of the nodes; all nodes share what one is told
  /// @param service the workers' address as the nodes reach it
  /// @param fix what the user should do if no node accepts the workers
  public Registration(List<URI> admins, URI service, String fix) {
    this.admin = new RestateAdmin(admins);
    this.service = service;
    this.fix = fix;
  }

  /// The task `registration`. It is safe to repeat: a known address whose handlers have not changed
  /// keeps its deployment.
  ///
  /// @param service the worker's address, or that of a balancer in front of several
  /// @param after what must be ready first: the server and the workers
  public static Task component(List<URI> admins, URI service, List<String> after) {
    Registration registration =
        new Registration(admins, service, "see the logs of the workers and of Restate");
    return new Component.Task(NAME, after, registration::register);
  }

  /// Registers the workers; safe to repeat. Restate keeps the handlers that it once found at an
  /// address, even if a newer build offers more there. So this compares the known handlers with
  /// those that Restate would find now.
  ///
  /// @return the offered handlers, as `service/handler`
  public Set<String> register() throws IOException, InterruptedException {
    Set<String> known = post(false, false);
    Set<String> offered = post(true, true);
    if (!known.equals(offered)) {
      post(true, false);
      log.info("service={} handlers={} registered again", service, offered);
    }
    return offered;
  }

  /// The handlers that the workers offer at present, as `service/handler`; changes nothing.
  public Set<String> offered() throws IOException, InterruptedException {
    return post(true, true);
  }

  /// The same, from the first node that can say it, without waiting for one.
  ///
  /// @throws IOException if no node can, with the reason of the last one
  public Set<String> offeredNow() throws IOException {
    String problem = "there are no nodes";
    for (int turn = 0; turn < admin.size(); turn++) {
      RegistrationAttempt attempt = admin.register(turn, service, true, true);
      if (attempt.problem().isEmpty()) {
        return RestateAdmin.handlers(attempt.reply());
      }
      problem = attempt.problem();
    }
    throw new IOException(problem);
  }

  /// A server that has just started refuses for a moment, so each attempt goes to the next node
  /// until the time is up.
  private Set<String> post(boolean force, boolean dryRun) throws IOException, InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    Wait wait = new Wait("Restate to accept the workers at " + service, INTERVAL, TIMEOUT);
    return RestateAdmin.handlers(
        wait.require(
                attempt -> attempt.problem().isEmpty(),
                () -> admin.register(attempts.getAndIncrement(), service, force, dryRun),
                RegistrationAttempt::problem,
                fix)
            .reply());
  }
}
