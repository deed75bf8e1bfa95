package greptimedb.etcd.config.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */30 * * * *   | PT30M
          * * * * *      | PT1M
          0 3 * * *      | PT24H
          0,10 * * * *   | PT10M
          15 4 * * 0     | PT168H
          0 0 1 * *      | PT672H
          0 0 29 2 *     | PT35064H
          @daily         | PT24H
          """)
  void knowsTheShortestTimeBetweenTwoRuns(String text, Duration period) {
    assertThat(Schedule.of(text).shortestPeriod()).isEqualTo(period);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */30 * * * *     | PT30M
          0,10 * * * *     | PT50M
          0 9-17 * * 1-5   | PT64H
          0 0 1 * *        | PT744H
          * 9-16 * * 1-5   | PT64H1M
          @hourly          | PT1H
          """)
  void knowsTheLongestTimeBetweenTwoRuns(String text, Duration period) {
    assertThat(Schedule.of(text).longestPeriod()).isEqualTo(period);
  }

  /** As robfig/cron reads it, which Kubernetes uses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5/25 * * * *      | 2026-03-06T04:30:00Z
          0 0 1 * 1         | 2026-03-09T00:00:00Z
          0 0 10 */2 */1    | 2026-03-10T00:00:00Z
          0 0 10 * */2      | 2026-03-07T00:00:00Z
          0 6 * MAR Sun-tue | 2026-03-08T06:00:00Z
          0 0 29 2 *        | 2028-02-29T00:00:00Z
          @weekly           | 2026-03-08T00:00:00Z
          """)
  void runsAsKubernetesRunsIt(String text, Instant next) {
    assertThat(Schedule.of(text).runsAfter(Instant.parse("2026-03-06T04:15:00Z")).next())
        .isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 7",
        "0 22-2 * * *",
        "*/0 * * * *",
        "*/60 * * * *",
        "1, * * * *",
        "-1 * * * *",
        "0 0 31 4 *",
        "@reboot",
        "TZ=UTC 0 0 * * *",
        "99999999999 * * * *"
      })
  void refusesWhatKubernetesRefusesOrNeverRuns(String text) {
    assertThat(Schedule.parse(text)).isEmpty();
  }

  @Test
  void runsInUtcAfterTheMomentGiven() {
    // given
    var schedule = Schedule.of("15 4 * * 1-5");

    // when
    var runs = schedule.runsAfter(Instant.parse("2026-03-06T04:15:00Z"));

    // then
    assertThat(runs.next()).isEqualTo("2026-03-09T04:15:00Z");
    assertThat(runs.next()).isEqualTo("2026-03-10T04:15:00Z");
  }

  @Test
  void meetsWhatBeginsWhileItIsStillAtWork() {
    // given
    var hourly = new Appointment("a", Schedule.of("0 * * * *"), Duration.ofMinutes(15));
    var during = new Appointment("b", Schedule.of("14 4 * * *"), Duration.ofMinutes(1));
    var after = new Appointment("c", Schedule.of("15 4 * * *"), Duration.ofMinutes(45));
    var now = Instant.parse("2026-03-01T12:00:00Z");

    // then
    assertThat(hourly.nextClash(during, now)).contains(Instant.parse("2026-03-02T04:14:00Z"));
    assertThat(during.nextClash(hourly, now)).contains(Instant.parse("2026-03-02T04:14:00Z"));
    assertThat(hourly.nextClash(after, now)).isEmpty();
  }

  /** 400 days of runs that never overlap: what every preview, up and doctor waits for. */
  @Test
  void searchesAllRunsOfThreeSchedulesInAnInstant() {
    // given
    var even = new Appointment("a", Schedule.of("*/2 * * * *"), Duration.ofSeconds(50));
    var odd = new Appointment("b", Schedule.of("1-59/2 * * * *"), Duration.ofSeconds(50));
    var now = Instant.parse("2026-03-01T12:00:00Z");

    // then
    assertThat(even.nextClash(odd, now)).isEmpty();
    assertThat(ThreadTime.of(() -> even.nextClash(odd, now))).isLessThan(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({
    "0 * * * *, PT1H, true",
    "0 * * * *, PT61M, false",
    "15 4 * * *, PT24H, true",
    "15 4 * * *, PT25H, false",
    "*/30 * * * *, PT30M, true",
    "*/30 * * * *, PT31M, false",
    "'50,10 * * * *', PT20M, true",
    "'50,10 * * * *', PT21M, false",
    "'0,30 4 * * *', PT30M, true",
    "'0,30 4 * * *', PT31M, false"
  })
  void aRunMayTakeAsLongAsTheNextOneIsAway(String text, Duration length, boolean allowed) {
    assertThat(Schedule.of(text).allows(length)).isEqualTo(allowed);
  }
}
