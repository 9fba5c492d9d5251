package dev.classify.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobControlRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TestServer server;
  private Job job;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    job = TestRows.open(DATABASE.dataSource(), "job");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String what) throws Exception {
    return server.post(Role.OPERATOR, "/api/v1/jobs/job/" + what, "");
  }

  private Job stored() throws Exception {
    return new Jobs(DATABASE.dataSource()).find("job").orElseThrow();
  }

  @Test
  void jobIsPausedOnceAndResumedOnce() throws Exception {
    assertThat(post("pause").body()).contains("\"state\":\"paused\"");
    assertThat(stored().pauseReason()).isEqualTo(Jobs.PAUSED_BY_PERSON);
    assertThat(post("pause").statusCode()).isEqualTo(409);
    assertThat(post("pause").body()).contains("job is already paused");
    assertThat(post("resume").body()).contains("\"state\":\"running\"");
    assertThat(post("resume").body()).contains("job is not paused: it is running");
  }

  @Test
  void jobWithoutItsFileSaysWhatToDo() throws Exception {
    new Jobs(DATABASE.dataSource()).detach(stored());
    HttpResponse<String> response = post("resume");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body())
        .contains("job is not paused: it is detached, and its file is not kept")
        .contains("upload the file and start a job from it");
  }

  @Test
  void jobIsCancelledAsByTheCommand() throws Exception {
    assertThat(post("cancel").body()).contains("\"state\":\"stopped\"");
    assertThat(stored().cancelled()).isTrue();
    new Jobs(DATABASE.dataSource()).open(TestRows.opening("job"));
    new Jobs(DATABASE.dataSource()).complete(stored());
    assertThat(post("cancel").body()).contains("job is complete");
  }

  @Test
  void rejectionsAreWithdrawnForTheNextRun() throws Exception {
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.rejected("a", "A", "no answer"),
        TestRows.rejected("b", "B", "too long"));
    HttpResponse<String> response =
        server.post(
            Role.OPERATOR,
            "/api/v1/jobs/job/retry",
            "{\"stage\":\"model\",\"reason\":\"too long\"}");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).contains("\"rows\":1");
    assertThat(DATABASE.texts("select indicator_id from rejections")).containsExactly("a");
    assertThat(DATABASE.number("select count(*) from classification_attempts")).isEqualTo(2);
    assertThat(post("retry").body()).contains("\"rows\":1");
    assertThat(post("retry").statusCode()).isEqualTo(409);
  }

  @Test
  void rejectionOfAPersonStands() throws Exception {
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.classified("a", "A", "low confidence"));
    server.post(
        Role.REVIEWER,
        "/api/v1/review/a/decisions",
        "{\"action\":\"reject\",\"note\":\"no indicator\"}");
    assertThat(post("retry").statusCode()).isEqualTo(409);
  }

  @Test
  void reviewerMayNotStopAJob() throws Exception {
    assertThat(server.post(Role.REVIEWER, "/api/v1/jobs/job/pause", "").statusCode())
        .isEqualTo(403);
    assertThat(stored().pauseReason()).isNull();
  }
}
