package io.nightjar.scheduler.quartz;

import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerPersistenceDelegateSupport;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerProperties;
import org.quartz.spi.OperableTrigger;

/**
 * Stores a {@link ScheduleTrigger} in plain columns of QRTZ_SIMPROP_TRIGGERS. Public because Quartz creates it by name.
 */
public final class ScheduleTriggerPersistenceDelegate
    extends SimplePropertiesTriggerPersistenceDelegateSupport {

  /** The column TRIGGER_TYPE has eight characters. */
  static final String TYPE = "SCHEDULE";

  @Override
  public boolean canHandleTriggerType(OperableTrigger trigger) {
    return trigger instanceof ScheduleTrigger;
  }

  @Override
  public String getHandledTriggerTypeDiscriminator() {
    return TYPE;
  }

  @Override
  protected SimplePropertiesTriggerProperties getTriggerProperties(OperableTrigger trigger) {
    ScheduleTrigger scheduled = (ScheduleTrigger) trigger;
    var columns = new SimplePropertiesTriggerProperties();
    columns.setString1(scheduled.expression());
    columns.setString2(scheduled.zone());
    return columns;
  }

  @Override
  protected TriggerPropertyBundle getTriggerPropertyBundle(
      SimplePropertiesTriggerProperties columns) {
    return new TriggerPropertyBundle(
        ScheduleTrigger.builder(text(columns.getString1()), text(columns.getString2())),
        null,
        null);
  }

  /**
   * A missing text becomes an unreadable schedule, which the trigger handles; an exception here would stop all jobs.
   */
  private static String text(String column) {
    return column == null ? "" : column;
  }
}
