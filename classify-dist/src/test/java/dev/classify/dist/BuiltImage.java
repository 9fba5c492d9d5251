package dev.classify.dist;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips a class where Docker, or an image that our files name, is missing; else builds our own
/// image from this checkout, once for all classes.
final class BuiltImage implements ExecutionCondition, BeforeAllCallback {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(BuiltImage.class);

  /// Older programs of Docker use BuildKit only if this says so.
  private final Docker docker = new Docker(Checkout.TOP, Map.of("DOCKER_BUILDKIT", "1"));

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing;
    try {
      missing = missing();
    } catch (IOException e) {
      missing = "there is no `docker` on the PATH";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      missing = "interrupted while Docker was asked";
    }
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("Docker and the images are there")
        : ConditionEvaluationResult.disabled("container tests are skipped: " + missing);
  }

  private String missing() throws IOException, InterruptedException {
    if (docker.ask("version").exit() != 0) {
      return "the Docker engine does not answer";
    }
    if (docker.ask("compose", "version").exit() != 0) {
      return "there is no `docker compose`";
    }
    for (String image : Docker.imagesNeeded()) {
      if (docker.ask("image", "inspect", image).exit() != 0) {
        return "there is no image " + image + "; `docker pull` each that the compose file names";
      }
    }
    return "";
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(OURS).computeIfAbsent("image", _ -> build(), String.class);
  }

  private String build() {
    try {
      docker.must("build", "-q", "-f", "Dockerfile.service", "-t", Docker.IMAGE, ".");
      return Docker.IMAGE;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
