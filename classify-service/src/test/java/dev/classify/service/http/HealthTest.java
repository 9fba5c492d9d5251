package dev.classify.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private volatile boolean databaseAway;
  private SQLException databaseFault = new SQLException("away", "08006");
  private CountDownLatch slow = new CountDownLatch(0);
  private final Health health = new Health("worker-1", database(), 9, false, nanos::get);

  @Test
  void databaseIsAskedAtMostOnceInASecond() {
    for (int i = 0; i < 100; i++) {
      assertThat(health.check().working()).isTrue();
    }
    assertThat(connections).hasValue(1);
    pass(Duration.ofMillis(999));
    health.check();
    assertThat(connections).hasValue(1);
    pass(Duration.ofMillis(1));
    health.check();
    assertThat(connections).hasValue(2);
  }

  @Test
  void changeOfTheDatabaseShowsAfterASecond() {
    health.check();
    databaseAway = true;
    assertThat(health.check().working()).as("from the cache").isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(health.check().json()).contains("\"error\":\"no connection: SQL state 08006\"");
    databaseAway = false;
    assertThat(health.check().working()).as("a fault is cached too").isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(health.check().working()).isTrue();
  }

  @Test
  void certificateThatIsNotTrustedIsNamed() {
    databaseFault = new SQLException("SSL error", "08006", new CertificateException("PKIX"));
    databaseAway = true;
    assertThat(health.check().json())
        .contains("\"error\":\"no connection: the certificate of the database is signed by no ");
  }

  @Test
  void callersAtTheSameTimeShareOneCheck() throws Exception {
    slow = new CountDownLatch(1);
    List<Future<Health.Report>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(health::check));
      }
      slow.countDown();
      for (Future<Health.Report> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS).working()).isTrue();
      }
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void livenessAsksNoDatabase() {
    assertThat(health.alive().json()).contains("\"status\":\"ok\"", "\"service\":\"worker-1\"");
    assertThat(connections).hasValue(0);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private DataSource database() {
    return (DataSource)
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("getConnection");
              return connect();
            });
  }

  private Connection connect() throws SQLException, InterruptedException {
    connections.incrementAndGet();
    slow.await();
    if (databaseAway) {
      throw databaseFault;
    }
    return (Connection)
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, _) -> method.getName().equals("isValid") ? true : null);
  }
}
