package dev.classify.web.access;

import dev.classify.access.UserName;
import dev.classify.store.access.LoginAttempts;
import dev.classify.store.access.User;
import dev.classify.store.access.Users;
import dev.classify.web.http.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks names and passwords.
final class PasswordLogin {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordLogin.class);

  /// One comparison takes 12 MiB of a heap that batches need, and tens of milliseconds.
  private static final int COMPARED_AT_ONCE = 1;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Users users;
  private final LoginAttempts attempts;
  private final Semaphore comparisons = new Semaphore(COMPARED_AT_ONCE, true);

  PasswordLogin(Users users, LoginAttempts attempts) {
    this.users = users;
    this.attempts = attempts;
  }

  /// The user of this name with this password.
  ///
  /// @throws Problem 401 if there is none, which does not say what is wrong; 429 if it was tried
  ///     too often; 503 if too many people log in now
  User check(String name, String password, String address) throws SQLException {
    Optional<String> read = UserName.read(name);
    if (read.isEmpty()) {
      throw wrong();
    }
    Optional<Duration> wait = attempts.begin(read.get(), address);
    if (wait.isPresent()) {
      LOG.warn("login refused user={} from={}: too many attempts", read.get(), address);
      throw Problem.tooManyRequests(
          "too many attempts to log in; try again in %d minutes"
              .formatted(wait.get().plusSeconds(59).toMinutes()),
          wait.get().toSeconds());
    }
    Optional<User> user = compare(read.get(), password);
    if (user.isEmpty()) {
      LOG.info("login failed user={} from={}", read.get(), address);
      throw wrong();
    }
    attempts.succeeded(read.get(), address);
    LOG.info("logged in user={} from={}", read.get(), address);
    return user.get();
  }

  private Optional<User> compare(String name, String password) throws SQLException {
    try {
      if (!comparisons.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("too many people log in at this moment", PATIENCE.toSeconds());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("this worker stops", 1);
    }
    try {
      return users.withPassword(name, password);
    } finally {
      comparisons.release();
    }
  }

  private static Problem wrong() {
    return Problem.unauthorized("the name or the password is wrong");
  }
}
