/** The demo keeps photos as the rules service does. */
export * from '../../src/rules/service/mediaStore';
