package dev.classify.rules;

import java.util.List;

/// Fits the weights of the signs by logistic regression with a penalty on large weights, so that a
/// sign of few rows counts for little. Newton's method, in double precision.
final class SignFit {

  private static final int STEPS = 60;
  private static final double STEP_MAX = 2;
  private static final double PRECISION = 1e-6;

  /// The penalty of a weight; what calibration.csv says and the constant are hardly held back.
  private static final double PENALTY = 1;

  private static final double PENALTY_OF_FIRST = 0.02;

  /// An answer: its signs, and whether it is right.
  @SuppressWarnings("ArrayRecordComponent") // thousands of them, never compared
  record Point(double[] signs, boolean right) {}

  private SignFit() {}

  static double[] fit(List<Point> points) {
    int size = ConfidenceSign.values().length;
    double[] weights = new double[size];
    for (int step = 0; step < STEPS; step++) {
      double[][] curvature = new double[size][size];
      double[] slope = new double[size];
      for (int i = 0; i < size; i++) {
        double penalty =
            i == ConfidenceSign.ALWAYS.place() || i == ConfidenceSign.STRENGTH.place()
                ? PENALTY_OF_FIRST
                : PENALTY;
        curvature[i][i] = penalty;
        slope[i] = penalty * weights[i];
      }
      for (Point point : points) {
        double odds = 0;
        for (int i = 0; i < size; i++) {
          odds += weights[i] * point.signs()[i];
        }
        double right = 1 / (1 + Math.exp(-odds));
        for (int i = 0; i < size; i++) {
          slope[i] += point.signs()[i] * (right - (point.right() ? 1 : 0));
          for (int j = 0; j < size; j++) {
            curvature[i][j] += right * (1 - right) * point.signs()[i] * point.signs()[j];
          }
        }
      }
      double[] change = solved(curvature, slope);
      double largest = 0;
      for (int i = 0; i < size; i++) {
        weights[i] -= Math.clamp(change[i], -STEP_MAX, STEP_MAX);
        largest = Math.max(largest, Math.abs(change[i]));
      }
      if (largest < PRECISION) {
        break;
      }
    }
    return weights;
  }

  /// Solves a symmetric positive definite system by elimination, which needs no pivots there.
  private static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int k = 0; k < size; k++) {
      for (int i = k + 1; i < size; i++) {
        double factor = matrix[i][k] / matrix[k][k];
        for (int j = k; j < size; j++) {
          matrix[i][j] -= factor * matrix[k][j];
        }
        right[i] -= factor * right[k];
      }
    }
    double[] solution = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double sum = right[i];
      for (int j = i + 1; j < size; j++) {
        sum -= matrix[i][j] * solution[j];
      }
      solution[i] = sum / matrix[i][i];
    }
    return solution;
  }
}
