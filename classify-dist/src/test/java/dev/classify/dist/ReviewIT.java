package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Doubtful answers wait for a person, whose decision is kept.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewIT {

  private static final List<String> HEADER = List.of("indicator_id", "name", "units");

  private final EmbeddedStack stack;
  private Path folder;

  ReviewIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  /// A name that says nothing is in doubt, whatever the rules are like.
  @BeforeAll
  void classify(@TempDir Path folder) throws Exception {
    this.folder = folder;
    assertThat(run("first", "Zxq").exit()).isZero();
  }

  @Test
  void aPersonsWordHoldsForItsContentAndIsAskedForAgainWhenThatChanges() throws Exception {
    assertThat(stack.number("select count(*) from review_items")).isEqualTo(3);

    BuiltProgram.Result corrected =
        stack.local("review", "correct", "A", "--orientation", "lower-is-positive", "--by", "ann");
    assertThat(corrected.exit()).as(corrected.err()).isZero();
    assertThat(corrected.out()).contains("A  corrected: heat_map_orientation lower-is-positive");
    assertThat(stack.local("review", "undo", "A").exit()).isZero();
    assertThat(stack.number("select count(*) from review_items")).isEqualTo(3);
    assertThat(
            stack
                .local(
                    "review", "correct", "A", "--orientation", "lower-is-positive", "--by", "ann")
                .exit())
        .isZero();
    assertThat(stack.local("review", "reject", "B", "--reason", "no such series").exit()).isZero();
    assertThat(stack.text("select stage || ' ' || reason from rejections"))
        .startsWith("review ")
        .endsWith("no such series");

    BuiltProgram.Result forced = run("first", "Zxq", "--force");
    assertThat(forced.out()).contains("classified  2", "unchanged   1");
    assertThat(stack.text("select reviewed_by from classifications where indicator_id = 'A'"))
        .isEqualTo("ann");
    assertThat(stack.text("select string_agg(indicator_id, '' order by 1) from review_items"))
        .isEqualTo("BC");
    assertThat(stack.text("select reason from review_items where indicator_id = 'B'"))
        .contains("rejected an answer to it: no such series");

    Path labels = folder.resolve("labels.csv");
    Path inputs = folder.resolve("inputs.csv");
    BuiltProgram.Result exported =
        stack.local(
            "review", "export", "--to", labels.toString(), "--inputs-to", inputs.toString());
    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(Samples.fields(labels).getFirst())
        .isEqualTo(
            Samples.fields(Checkout.TOP.resolve("samples").resolve("labels.csv")).getFirst());
    assertThat(Samples.fields(labels).get(1)).startsWith("A").contains("lower-is-positive");
    assertThat(Samples.fields(inputs).get(1)).startsWith("A", "Zxq A");
    assertThat(stack.local("review", "apply", labels.toString()).out()).contains("A  unchanged");

    assertThat(run("second", "Zxq other").exit()).isZero();
    assertThat(stack.text("select reason from review_items where indicator_id = 'A'"))
        .contains("its content has changed since ann judged the answer");
    assertThat(stack.local("review", "undo", "A").exit()).isOne();
  }

  private BuiltProgram.Result run(String job, String name, String... options) throws Exception {
    Path file =
        Samples.write(
            folder.resolve(job + ".csv"),
            List.of(
                HEADER,
                List.of("A", name + " A", ""),
                List.of("B", name + " B", ""),
                List.of("C", name + " C", "")));
    String[] command = {"run", file.toString(), "--job", job};
    return stack.local(Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
  }
}
