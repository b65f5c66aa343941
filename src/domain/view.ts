/** Where the camera looks: a ground target in degrees, range in metres, heading and pitch in degrees (negative looks down). */
export interface View { readonly lon: number; readonly lat: number; readonly range: number; readonly heading: number; readonly pitch: number }
